import { authorization, json, part, url } from './http'
import { Problem, problemOf, unreachable } from './problem'
import { signOut } from './session'
import { EventParser } from './sse'
import type { LogLine, Run } from './types'

/** How a run's stream stands: `live`, `lost` and trying again, `over` because the run is, `refused` for good. */
export type Link = 'opening' | 'live' | 'lost' | 'over' | 'refused'

export interface Follower {
  run(run: Run): void
  lines(lines: LogLine[]): void
  link(link: Link): void
  /** Number of the first log line that is still missing. */
  from(): number
}

/** The server sends a comment every 15 s; after three of them are missing the connection is taken for dead. */
const SILENCE_MS = 45_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Fetches the log from the first missing line on, until an answer brings nothing new. */
export async function catchUp(id: string, follower: Follower, signal: AbortSignal): Promise<void> {
  for (let from = -1; from < follower.from(); ) {
    from = follower.from()
    const answer = await json<{ items: LogLine[] }>(`/runs/${part(id)}/log`, { query: { from }, signal })
    follower.lines(answer.items)
  }
}

/** Reads one connection to its end. True: the server said that the run is over. */
async function readStream(id: string, follower: Follower, signal: AbortSignal): Promise<boolean> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  try {
    const response = await fetch(url(`/runs/${part(id)}/events`, { from: follower.from() }), {
      headers: { Accept: 'text/event-stream', ...authorization() },
      signal: AbortSignal.any([signal, silence.signal]),
    })
    if (response.status === 401)
      signOut('The API no longer accepts the token of this session. Sign in again.')
    if (!response.ok) throw await problemOf(response)
    if (response.body === null) throw unreachable('the stream has no body')
    follower.link('live')
    await catchUp(id, follower, signal)
    const parser = new EventParser()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return false
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENCE_MS)
      const lines: LogLine[] = []
      let over = false
      for (const event of parser.push(value)) {
        if (event.event === 'run') follower.run(JSON.parse(event.data) as Run)
        else if (event.event === 'log') lines.push(JSON.parse(event.data) as LogLine)
        else if (event.event === 'end') over = true
      }
      const last = lines.at(-1)
      if (lines.length > 0) follower.lines(lines)
      if (last !== undefined && follower.from() <= last.number) await catchUp(id, follower, signal)
      if (over) {
        await catchUp(id, follower, signal)
        return true
      }
    }
  } finally {
    clearTimeout(timer)
    silence.abort()
  }
}

/** Follows a run until it is over or the signal aborts, through every break of the connection. */
export async function followRun(id: string, follower: Follower, signal: AbortSignal): Promise<void> {
  follower.link('opening')
  let wait = FIRST_PAUSE_MS
  while (!signal.aborted) {
    const startedAt = Date.now()
    try {
      if (await readStream(id, follower, signal)) {
        follower.link('over')
        return
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof Problem && error.status >= 400 && error.status < 500) {
        follower.link('refused')
        return
      }
    }
    if (signal.aborted) return
    follower.link('lost')
    if (Date.now() - startedAt > LONGEST_PAUSE_MS) wait = FIRST_PAUSE_MS
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
  }
}
