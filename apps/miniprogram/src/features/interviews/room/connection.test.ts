import { describe, expect, it } from 'vitest'
import type { PeerMedia } from '@/platform/rtc/rtc.types'
import { type Connection, connectionOf } from './connection'

const links = (...all: readonly (PeerMedia['link'] | 'none')[]) => {
  const others = all.map((_, at) => ({ id: String(at) }))
  const known = all.flatMap((link, at) =>
    link === 'none' ? [] : [[String(at), { link, picture: undefined, talking: false }] as const],
  )
  return { others, peers: Object.fromEntries(known) }
}

describe('the connection of a room', () => {
  it.each<[string, Connection, Parameters<typeof connectionOf>[0], boolean, ReturnType<typeof links>]>([
    ['is being made while no event has arrived', 'connecting', 'opening', true, links()],
    ['is being made while the call is not joined', 'connecting', 'live', false, links()],
    ['holds for a single participant', 'connected', 'live', true, links()],
    ['is being made while no other is connected yet', 'connecting', 'live', true, links('connecting')],
    ['is being made while the page of the other has not answered', 'connecting', 'live', true, links('none')],
    ['holds when one of the others is connected', 'connected', 'live', true, links('connecting', 'live')],
    ['holds when one of the others is lost', 'connected', 'live', true, links('lost', 'live')],
    ['is lost with all of the others', 'reconnecting', 'live', true, links('lost', 'lost')],
    ['is lost without events, although another is still connected', 'reconnecting', 'connecting', true, links('live')],
  ])('%s', (_, expected, line, joined, { others, peers }) => {
    expect(connectionOf(line, { peers, failure: undefined, joined }, others)).toBe(expected)
  })

  it('is one for text only where the video service failed', () => {
    const call = { peers: {}, failure: 'service', joined: true } as const
    expect(connectionOf('live', call, [])).toBe('no-media')
    expect(connectionOf('connecting', call, [])).toBe('reconnecting')
  })
})
