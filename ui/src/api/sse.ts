/** One event of a stream (WHATWG HTML, section 9.2). */
export interface ServerEvent {
  event: string
  data: string
}

/** Cuts a stream of text, in whatever pieces it comes, into events. Comments are heartbeats and are dropped. */
export class EventParser {
  private rest = ''
  private event = ''
  private data: string[] = []

  push(text: string): ServerEvent[] {
    const found: ServerEvent[] = []
    this.rest += text
    for (;;) {
      const end = this.rest.search(/\r\n|\n|\r/)
      // A lone CR at the very end may be the first half of a CRLF that is still on its way.
      if (end < 0 || (this.rest[end] === '\r' && end === this.rest.length - 1)) return found
      const line = this.rest.slice(0, end)
      this.rest = this.rest.slice(end + (this.rest.startsWith('\r\n', end) ? 2 : 1))
      const event = this.line(line)
      if (event !== null) found.push(event)
    }
  }

  private line(line: string): ServerEvent | null {
    if (line === '') return this.dispatch()
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.event = value
    else if (field === 'data') this.data.push(value)
    return null
  }

  private dispatch(): ServerEvent | null {
    const event = { event: this.event || 'message', data: this.data.join('\n') }
    const empty = this.event === '' && this.data.length === 0
    this.event = ''
    this.data = []
    return empty ? null : event
  }
}
