import { afterEach, expect, test, vi } from 'vitest'
import { closePayloads } from './codec'

afterEach(() => vi.unstubAllGlobals())

test('signing out takes back what lets the Temporal UI open payloads, as the one who leaves', () => {
  const fetched = vi.fn((_path: string, _call: RequestInit) => Promise.reject(new Error('away')))
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('sessionStorage', { getItem: () => 'mw_token' })

  closePayloads()

  expect(fetched).toHaveBeenCalledExactlyOnceWith(
    '/codec/session',
    expect.objectContaining({ method: 'DELETE', headers: { Authorization: 'Bearer mw_token' } }),
  )
})
