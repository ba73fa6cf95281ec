import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallRequest, PeerMedia } from './rtc.types'
import { joinZegoRoom, type ZegoDriver } from './zego-room'

const grantOf = (token: string) => ({
  provider: 'zego' as const,
  roomId: 'room',
  userId: 'me',
  userName: '林晓',
  token,
  appId: 1,
  server: '',
  iceServers: [],
})

/** The service as an SDK shows it: what was asked of it, and the events that it sends. */
function aService() {
  const did: string[] = []
  const on = {
    streams: (_change: 'ADD' | 'DELETE', _ids: readonly string[]) => {},
    ending: () => {},
    dropped: () => {},
  }
  const driver: ZegoDriver = {
    onStreams: (listener) => void (on.streams = listener),
    onTokenEnding: (listener) => void (on.ending = listener),
    onDropped: (listener) => void (on.dropped = listener),
    login: (token) => Promise.resolve(did.push(`login ${token}`)),
    renewToken: (token) => void did.push(`renew ${token}`),
    play: (id) => Promise.resolve({ src: `rtmp://${id}` }),
    stopPlaying: (id) => void did.push(`stop ${id}`),
    publish: () => Promise.resolve(void did.push('publish')),
    stop: () => void did.push('stop'),
  }
  return { did, on, driver }
}

function aRequest(renew: CallRequest['renew']) {
  const seen: { peers: Readonly<Record<string, PeerMedia>>; failures: string[] } = { peers: {}, failures: [] }
  const request: CallRequest = {
    grant: grantOf('first'),
    me: 'participant-me',
    run: 'r1',
    send: () => {},
    renew,
    onPeers: (peers) => void (seen.peers = peers),
    onFailure: (reason) => void seen.failures.push(reason),
  }
  return { request, seen }
}

describe('a call through the video service', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('renews its token before it expires, also when the first try fails for the network', async () => {
    const { did, on, driver } = aService()
    let asked = 0
    const { request, seen } = aRequest(() => {
      asked += 1
      return asked === 1 ? Promise.reject(new Error('no network')) : Promise.resolve(grantOf('second'))
    })
    await joinZegoRoom(request, driver)
    on.ending()
    await vi.advanceTimersByTimeAsync(4000)
    expect(did).toEqual(['login first', 'publish', 'renew second'])
    expect(seen.failures).toEqual([])
  })

  it('logs in again with a new token when the service ends the connection, once for repeated notifications', async () => {
    const { did, on, driver } = aService()
    const { request } = aRequest(() => Promise.resolve(grantOf('second')))
    await joinZegoRoom(request, driver)
    on.dropped()
    on.dropped()
    await vi.advanceTimersByTimeAsync(0)
    expect(did).toEqual(['login first', 'publish', 'login second', 'publish'])
  })

  it('is lost for all while the service has dropped it, and live again after the return', async () => {
    const { on, driver } = aService()
    const { request, seen } = aRequest(() => Promise.resolve(grantOf('second')))
    const call = await joinZegoRoom(request, driver)
    call.setPeers([
      { id: 'speaks', userId: 'two', run: 'r2', sends: true },
      { id: 'listens', userId: 'three', run: 'r3', sends: false },
    ])
    on.streams('ADD', ['two'])
    await vi.advanceTimersByTimeAsync(0)
    const links = () => Object.values(seen.peers).map(({ link }) => link)
    expect(links()).toEqual(['live', 'live'])
    on.dropped()
    expect(links()).toEqual(['lost', 'lost'])
    await vi.advanceTimersByTimeAsync(0)
    expect(links()).toEqual(['live', 'live'])
  })

  it('reports the service as failed after a few tries', async () => {
    const { on, driver } = aService()
    let asked = 0
    const { request, seen } = aRequest(() => {
      asked += 1
      return Promise.reject(new Error('no network'))
    })
    await joinZegoRoom(request, driver)
    on.dropped()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([asked, seen.failures]).toEqual([4, ['service']])
  })

  it('shows the stream of a participant, and nothing after leaving', async () => {
    const { did, on, driver } = aService()
    const { request, seen } = aRequest(() => Promise.resolve(grantOf('second')))
    const call = await joinZegoRoom(request, driver)
    call.setPeers([{ id: 'participant-2', userId: 'two', run: 'r2', sends: true }])
    expect(seen.peers['participant-2']?.link).toBe('connecting')
    on.streams('ADD', ['two'])
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.peers['participant-2']).toMatchObject({ link: 'live', picture: { src: 'rtmp://two' } })
    call.stop()
    on.streams('ADD', ['three'])
    on.ending()
    await vi.advanceTimersByTimeAsync(0)
    expect(did.slice(-2)).toEqual(['stop', 'stop three'])
  })
})
