import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const API = process.env.METALWRIGHT_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Nothing is inlined as a data: URL, since the pages are served under `default-src 'self'`.
  build: { assetsInlineLimit: 0, target: 'es2023', reportCompressedSize: true },
  server: {
    proxy: {
      '/api': API,
      '/console': { target: API, ws: true },
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
})
