import { queryOptions } from '@tanstack/react-query'
import { json, part, send } from './http'
import { machinesKey } from './machines'
import type { ConsoleEntrance, ConsoleRecording } from './types'

/** Where the serial line is on its way to us. */
export type ConsoleLine = 'waiting' | 'opening' | 'open' | 'lost' | 'taken'

/** What the console's WebSocket tells of itself. */
export interface ConsoleNews {
  line: ConsoleLine
  why?: string
  writer?: string
  watchers: string[]
  you?: 'writer' | 'reader'
  recording: boolean
}

/** What is asked of a console that is open. */
export type ConsoleWish = 'take' | 'release' | 'break' | 'take-line'

const consolePath = (machine: string) => `/machines/${part(machine)}/console`

/** The address of a WebSocket that lets in once, within a minute. */
export async function consoleAddress(machine: string): Promise<string> {
  const { path } = await json<ConsoleEntrance>(consolePath(machine), { method: 'POST' })
  const address = new URL(path, window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.searchParams.set('write', 'true')
  return address.href
}

export const consoleRecordings = (machine: string) =>
  queryOptions({
    queryKey: [...machinesKey, 'recordings', machine],
    queryFn: ({ signal }) =>
      json<{ items: ConsoleRecording[] }>(`${consolePath(machine)}/recordings`, { signal }),
    refetchInterval: 10_000,
  })

export const recordedText = (machine: string, name: string) =>
  queryOptions({
    queryKey: [...machinesKey, 'recordings', machine, name],
    queryFn: async ({ signal }) => {
      const headers = { Accept: 'text/plain' }
      const path = `${consolePath(machine)}/recordings/${part(name)}/text`
      return await (await send(path, { headers, signal })).text()
    },
  })

/** Fetched and not linked to: a link would not carry the token. */
export async function recordingFile(machine: string, name: string): Promise<Blob> {
  const headers = { Accept: 'application/x-asciicast' }
  return await (await send(`${consolePath(machine)}/recordings/${part(name)}`, { headers })).blob()
}
