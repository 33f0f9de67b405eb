import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { Refusal } from './problem'
import { routes } from './routes'
import type { Asked, World } from './World'

const DIST = join(import.meta.dirname, '../../dist')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** An API by hand, in memory, that also serves the built pages: the strict content security policy is part of the test. */
export async function serve(world: World): Promise<{ url: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    handle(world, request, response).catch(error => {
      response.writeHead(500).end(String(error))
    })
  })
  server.on('upgrade', (request, socket) => world.console.enter(request, socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      world.console.breakAll()
      server.close()
      server.closeAllConnections()
    },
  }
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://host')
  if (!url.pathname.startsWith('/api/v1/')) return page(url.pathname, response)
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const text = Buffer.concat(pieces)
  const isJson = request.headers['content-type'] === 'application/json'
  const asked: Asked = {
    method: request.method ?? '',
    path: url.pathname.slice('/api/v1'.length),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: isJson ? JSON.parse(text.toString()) : text.length,
  }
  world.asked.push(asked)
  try {
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? ''
    if (!world.tokens.has(bearer)) throw new Refusal(401, 'unauthorized', 'Unknown token')
    const events = /^\/runs\/([^/]+)\/events$/.exec(asked.path)
    if (events?.[1] !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.flushHeaders()
      world.watch(events[1], Number(asked.query.from ?? 0), response)
      return
    }
    for (const [method, path, answer] of routes) {
      const match = method === asked.method ? path.exec(asked.path) : null
      if (match === null) continue
      const { status, body, headers } = answer(world, asked, decodeURIComponent(match[1] ?? ''))
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
      response.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
      return
    }
    throw new Refusal(404, 'not-found', `There is no ${asked.method} ${asked.path}.`)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    response.writeHead(refusal.status, { 'Content-Type': 'application/problem+json' })
    response.end(JSON.stringify(refusal.body))
  }
}

async function page(path: string, response: ServerResponse): Promise<void> {
  const file = extname(path) === '' ? 'index.html' : normalize(path)
  try {
    const bytes = await readFile(join(DIST, file))
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': "default-src 'self'",
    })
    response.end(bytes)
  } catch {
    response.writeHead(404).end()
  }
}
