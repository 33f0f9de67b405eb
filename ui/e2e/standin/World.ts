import type { ServerResponse } from 'node:http'
import type {
  Alert,
  BootConfiguration,
  LogLine,
  MachineHealth,
  QueuedRun,
  Run,
  Runbook,
  Sensor,
} from '../../src/api/types'
import { Console } from './console'
import {
  hardware,
  seedAlerts,
  seedAudit,
  seedDeliveries,
  seedHealth,
  seedImages,
  seedMachines,
  seedRuns,
  seedSegments,
  seedSensors,
  seedSubscriptions,
  seedTokens,
  TOKEN,
} from './seed'

export interface Asked {
  method: string
  path: string
  query: Record<string, string>
  headers: NodeJS.Dict<string | string[]>
  body: unknown
}

/** The stand-in's whole state, which a test may turn as it likes, and all that it was asked. */
export class World {
  tokens = new Set([TOKEN])
  machines = seedMachines()
  hardware = new Map([['m-4k2j9x7q', hardware]])
  runs = seedRuns()
  queued: QueuedRun[] = []
  runbooks: Runbook[] = [
    {
      name: 'disk-swap',
      description: 'Swap a disk',
      steps: [
        { do: 'power', name: 'stop', command: 'soft-off' },
        { do: 'ask', name: 'swap', text: 'Swap it.' },
      ],
      createdAt: '2026-05-04T12:00:00Z',
      updatedAt: '2026-05-04T12:00:00Z',
    },
  ]
  bootConfigurations: BootConfiguration[] = [
    {
      name: 'flatcar',
      site: 'ber1',
      machines: [],
      segments: ['rack7'],
      documents: {
        ignition: '{"ignition": {"version": "3.4.0"}}',
        ipxe: '#!ipxe\nchain {{http}}/f?h={{hostname}}\n',
      },
    },
  ]
  console = new Console()
  sensors: Sensor[] = seedSensors()
  health: MachineHealth = seedHealth()
  alerts: Alert[] = seedAlerts()
  images = seedImages()
  segments = seedSegments()
  tokenRows = seedTokens()
  subscriptions = seedSubscriptions()
  deliveries = seedDeliveries()
  audit = seedAudit()
  asked: Asked[] = []
  /** Lines that a new listener is not sent, as if they were lost on the way; the log itself has them. */
  lostLines = 0
  private readonly logs = new Map<string, LogLine[]>()
  private readonly listeners = new Map<string, Set<ServerResponse>>()

  run(id: string): Run {
    const found = this.runs.find(run => run.id === id)
    if (found === undefined) throw new Error(`no run ${id}`)
    return found
  }

  log(id: string): LogLine[] {
    const lines = this.logs.get(id) ?? []
    this.logs.set(id, lines)
    return lines
  }

  /** Changes a run, and tells those who watch it. */
  turn(id: string, fields: Partial<Run>): Run {
    const run = Object.assign(this.run(id), fields)
    this.tell(id, 'run', run)
    if (run.endedAt !== null) {
      this.tell(id, 'end', {})
      for (const listener of this.watching(id)) listener.end()
    }
    return run
  }

  write(id: string, text: string, step: string | null = null, who: string | null = null): void {
    const lines = this.log(id)
    const line = { number: lines.length, at: new Date().toISOString(), step, who, text }
    lines.push(line)
    if (this.lostLines > 0) this.lostLines--
    else this.tell(id, 'log', line)
  }

  watch(id: string, from: number, response: ServerResponse): void {
    const listeners = this.watching(id)
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
    send(response, 'run', this.run(id))
    for (const line of this.log(id).slice(from)) send(response, 'log', line)
    if (this.run(id).endedAt !== null) {
      send(response, 'end', {})
      response.end()
    }
  }

  watching(id: string): Set<ServerResponse> {
    const listeners = this.listeners.get(id) ?? new Set()
    this.listeners.set(id, listeners)
    return listeners
  }

  /** Breaks every stream of a run without a word. */
  breakStreams(id: string): void {
    for (const listener of this.watching(id)) listener.destroy()
  }

  lastAsked(method: string, path: string): Asked | undefined {
    return this.asked.filter(call => call.method === method && call.path === path).at(-1)
  }

  private tell(id: string, event: string, data: unknown): void {
    for (const listener of this.watching(id)) send(listener, event, data)
  }
}

function send(response: ServerResponse, event: string, data: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
