import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT = 1
const BINARY = 2
const CLOSE = 8

/** A machine's console by hand: whoever comes first types, and each is told how things are. */
export class Console {
  tickets = new Set<string>()
  typed = ''
  wishes: string[] = []
  recorded = 'GRUB loading\n--- provision: Write the image ---\nlogin:\n'
  private readonly guests: Guest[] = []
  private writer: Guest | undefined
  private issued = 0

  issue(): string {
    this.issued += 1
    const ticket = `ticket-${this.issued}`
    this.tickets.add(ticket)
    return ticket
  }

  /** The machine writes. */
  say(text: string) {
    for (const guest of this.guests) guest.send(BINARY, Buffer.from(text))
  }

  /** Somebody else takes over. */
  takenBy(name: string) {
    this.writer = undefined
    this.tell(name)
    for (const guest of this.guests)
      guest.send(TEXT, JSON.stringify({ note: `${name} took over: you read on.` }))
  }

  breakAll() {
    for (const guest of this.guests.splice(0)) guest.socket.destroy()
  }

  enter(request: IncomingMessage, socket: Duplex) {
    const url = new URL(request.url ?? '/', 'http://host')
    if (!this.tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    const accept = createHash('sha1')
      .update(request.headers['sec-websocket-key'] + GUID)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    const guest = new Guest(socket)
    this.guests.push(guest)
    this.writer ??= guest
    socket.on('error', () => {})
    socket.on('data', data => {
      for (const [kind, payload] of guest.read(data as Buffer)) this.hear(guest, kind, payload)
    })
    this.tell()
  }

  private hear(guest: Guest, kind: number, payload: Buffer) {
    if (kind === BINARY && guest === this.writer) this.typed += payload.toString()
    if (kind !== TEXT) return
    const wish = (JSON.parse(payload.toString()) as { do: string }).do
    this.wishes.push(wish)
    if (wish === 'take') this.writer = guest
    if (wish === 'release') this.writer = undefined
    this.tell()
  }

  private tell(other?: string) {
    for (const guest of this.guests) {
      const news = {
        line: 'open',
        writer: this.writer === undefined ? other : 'test-admin',
        watchers: ['test-admin', 'ben'],
        you: guest === this.writer ? 'writer' : 'reader',
        recording: true,
      }
      guest.send(TEXT, JSON.stringify(news))
    }
  }
}

/** One end of a WebSocket (RFC 6455 section 5), for messages of less than 64 KiB. */
class Guest {
  readonly socket: Duplex
  private rest = Buffer.alloc(0)

  constructor(socket: Duplex) {
    this.socket = socket
  }

  send(kind: number, payload: Buffer | string) {
    const bytes = Buffer.from(payload)
    const head =
      bytes.length < 126
        ? Buffer.from([0x80 | kind, bytes.length])
        : Buffer.from([0x80 | kind, 126, bytes.length >> 8, bytes.length & 0xff])
    this.socket.write(Buffer.concat([head, bytes]))
  }

  /** The whole messages in what came; a browser's are masked. */
  read(data: Buffer): [kind: number, payload: Buffer][] {
    this.rest = Buffer.concat([this.rest, data])
    const found: [number, Buffer][] = []
    while (this.rest.length >= 6) {
      const short = (this.rest[1] ?? 0) & 0x7f
      const start = short === 126 ? 8 : 6
      const length = short === 126 ? this.rest.readUInt16BE(2) : short
      if (this.rest.length < start + length) break
      const mask = this.rest.subarray(start - 4, start)
      const payload = Buffer.from(this.rest.subarray(start, start + length)).map(
        (byte, i) => byte ^ (mask[i % 4] ?? 0),
      )
      const kind = (this.rest[0] ?? 0) & 0x0f
      if (kind === CLOSE) this.socket.end()
      else found.push([kind, Buffer.from(payload)])
      this.rest = this.rest.subarray(start + length)
    }
    return found
  }
}
