import { describe, expect, it } from 'vitest'
import { makeSseParser, type SseEvent } from './sse-parser'

function parse(...chunks: string[]): SseEvent[] {
  const events: SseEvent[] = []
  const parser = makeSseParser((event) => events.push(event))
  chunks.forEach((chunk) => parser.feed(chunk))
  parser.end()
  return events
}

const message = (data: string, id?: string): SseEvent => ({ id, type: 'message', data })

describe('the reader of event streams', () => {
  it('calls data without an event a message', () => {
    expect(parse('data: 你好\n\n')).toEqual([message('你好')])
  })

  it('says nothing of an event without data, and does not lend its name to the next', () => {
    expect(parse('event: ping\n\ndata: 1\n\n')).toEqual([message('1')])
  })

  it('names an event, once', () => {
    expect(parse('event: delta\ndata: 1\n\ndata: 2\n\n')).toEqual([
      { id: undefined, type: 'delta', data: '1' },
      message('2'),
    ])
  })

  it('joins several lines of data, empty ones too', () => {
    expect(parse('data: a\ndata:\ndata: b\ndata\n\n')).toEqual([message('a\n\nb\n')])
  })

  it('takes one space off and leaves the other spaces and colons alone', () => {
    expect(parse('data:a\n\ndata:  b: c \n\n')).toEqual([message('a'), message(' b: c ')])
  })

  it('ignores comments, unknown fields and lines without a colon', () => {
    expect(parse(': keep-alive\n\nretry: 5\nfoo\n{"code":"X"}\ndata: 1\n: more\n\n')).toEqual([message('1')])
  })

  it('keeps the id until another comes; an empty one takes it away, one with a NUL is none', () => {
    const stream = 'id: 7\ndata: a\n\ndata: b\n\nid: 8\0\ndata: c\n\nid\ndata: d\n\n'
    expect(parse(stream)).toEqual([message('a', '7'), message('b', '7'), message('c', '7'), message('d')])
  })

  it.each(['\n', '\r\n', '\r'])('ends lines at %j, whether whole or character by character', (newline) => {
    const stream = ['event: delta', 'data: 你', 'data: 👋', '', ': comment', 'data: b', '', ''].join(newline)
    const events = [{ id: undefined, type: 'delta', data: '你\n👋' }, message('b')]
    expect(parse(stream)).toEqual(events)
    expect(parse(...stream.split(''))).toEqual(events)
    for (let cut = 0; cut <= stream.length; cut++) {
      expect(parse(stream.slice(0, cut), '', stream.slice(cut))).toEqual(events)
    }
  })

  it('takes \\r\\n cut in the middle for one newline, and \\n\\r for two', () => {
    expect(parse('data: a\r', '', '\ndata: b\r', '\n\r', '\n')).toEqual([message('a\nb')])
    expect(parse('data: a\n\rdata: b\n\r')).toEqual([message('a'), message('b')])
  })

  it('tells an event at its empty line, without waiting for the next chunk', () => {
    const events: SseEvent[] = []
    const parser = makeSseParser((event) => events.push(event))
    parser.feed('data: a\r\n\r')
    expect(events).toEqual([message('a')])
    parser.feed('\ndata: b\r\n\r\n')
    expect(events).toEqual([message('a'), message('b')])
  })

  it.each(['data: b', 'data: b\n', 'event: delta\ndata: b\r\n'])('drops an event unfinished at the end: %j', (tail) => {
    expect(parse('data: a\n\n', tail)).toEqual([message('a')])
  })

  it('carries nothing over the end', () => {
    const events: SseEvent[] = []
    const parser = makeSseParser((event) => events.push(event))
    parser.feed('event: delta\ndata: a\nda')
    parser.end()
    parser.feed('data: b\n\n')
    expect(events).toEqual([message('b')])
  })
})
