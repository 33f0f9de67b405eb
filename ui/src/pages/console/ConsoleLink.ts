import { type ConsoleNews, type ConsoleWish, consoleAddress } from '~/api/console'
import { Problem } from '~/api/problem'

const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 15_000

/** How the page's connection to the console is. */
export type LinkState = 'connecting' | 'connected' | 'broken'

export interface ConsoleListener {
  wrote(characters: Uint8Array): void
  news(news: ConsoleNews): void
  note(text: string): void
  link(state: LinkState, why: string | null): void
}

/** A connection to a machine's console, which comes back by itself until it is closed. */
export class ConsoleLink {
  private readonly machine: string
  private readonly listener: ConsoleListener
  private socket: WebSocket | null = null
  private timer: number | undefined
  private pause = FIRST_PAUSE
  private closed = false

  constructor(machine: string, listener: ConsoleListener) {
    this.machine = machine
    this.listener = listener
    void this.open()
  }

  private async open() {
    this.listener.link('connecting', null)
    let address: string
    try {
      address = await consoleAddress(this.machine)
    } catch (problem) {
      // What the API refuses for good, it refuses the next time too.
      const lasting = problem instanceof Problem && problem.status >= 400 && problem.status < 500
      this.broke(problem instanceof Error ? problem.message : String(problem), !lasting)
      return
    }
    if (this.closed) return
    const socket = new WebSocket(address)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      this.pause = FIRST_PAUSE
      this.listener.link('connected', null)
    }
    socket.onmessage = ({ data }) => this.read(data)
    socket.onclose = ({ reason }) => this.broke(reason === '' ? 'The connection broke.' : reason, true)
    this.socket = socket
  }

  private read(data: unknown) {
    if (data instanceof ArrayBuffer) {
      this.listener.wrote(new Uint8Array(data))
      return
    }
    const told = JSON.parse(String(data)) as ConsoleNews | { note: string }
    if ('note' in told) this.listener.note(told.note)
    else this.listener.news(told)
  }

  private broke(why: string, again: boolean) {
    this.socket = null
    if (this.closed) return
    this.listener.link('broken', why)
    if (!again) return
    this.timer = window.setTimeout(() => void this.open(), this.pause)
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE)
  }

  type(characters: string) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(new TextEncoder().encode(characters))
  }

  wish(wish: ConsoleWish) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ do: wish }))
  }

  close() {
    this.closed = true
    window.clearTimeout(this.timer)
    this.socket?.close()
  }
}
