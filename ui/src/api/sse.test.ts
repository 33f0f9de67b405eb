import { describe, expect, test } from 'vitest'
import { EventParser } from './sse'

const STREAM =
  ': heartbeat\r\n\r\nevent: run\r\ndata: {"a":1}\r\n\r\ndata:first\ndata: second\n\nevent: end\rdata\r\rid: 7\n\nevent: log\ndata: ü€😀\n\n'

const EVENTS = [
  { event: 'run', data: '{"a":1}' },
  { event: 'message', data: 'first\nsecond' },
  { event: 'end', data: '' },
  { event: 'log', data: 'ü€😀' },
]

describe('a stream of events', () => {
  test('is read whole', () => {
    expect(new EventParser().push(STREAM)).toEqual(EVENTS)
  })

  test('is read the same wherever it is cut in two', () => {
    for (let cut = 0; cut <= STREAM.length; cut++) {
      const parser = new EventParser()
      const found = [...parser.push(STREAM.slice(0, cut)), ...parser.push(STREAM.slice(cut))]
      expect(found, `cut at ${cut}`).toEqual(EVENTS)
    }
  })

  test('is read the same letter by letter', () => {
    const parser = new EventParser()
    expect([...STREAM].flatMap(letter => parser.push(letter))).toEqual(EVENTS)
  })

  test('keeps back an event that is not finished', () => {
    expect(new EventParser().push('event: run\ndata: {}\n')).toEqual([])
  })
})
