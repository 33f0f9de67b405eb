import { problemOf, unreachable } from './problem'
import { signOut, token } from './session'

const BASE = '/api/v1'

export type Query = Record<string, string | number | null | undefined>

export function url(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return BASE + path + (text === '' ? '' : `?${text}`)
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export function authorization(): Record<string, string> {
  const value = token()
  return value === null ? {} : { Authorization: `Bearer ${value}` }
}

/** Sends, and turns every refusal into a {@link Problem}; a 401 also ends the session. */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    ...authorization(),
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...call.headers,
  }
  let response: Response
  try {
    response = await fetch(url(path, call.query), {
      method: call.method ?? 'GET',
      headers,
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal: call.signal,
    })
  } catch (cause) {
    if (call.signal?.aborted) throw cause
    throw unreachable(cause)
  }
  if (response.ok) return response
  if (response.status === 401) signOut('The API no longer accepts the token of this session. Sign in again.')
  throw await problemOf(response)
}

export async function json<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call)
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** Escapes one part of a path. */
export function part(text: string): string {
  return encodeURIComponent(text)
}
