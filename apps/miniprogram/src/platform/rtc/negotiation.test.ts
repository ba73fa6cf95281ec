import { afterEach, describe, expect, it, vi } from 'vitest'
import { negotiate } from './negotiation.h5'
import type { Incoming, Outgoing } from './rtc.types'

/** The part of a connection that negotiation steers, with the browser's own rules about its states. */
class Line {
  signalingState: RTCSignalingState = 'stable'
  localDescription: RTCSessionDescriptionInit | null = null
  remote: string[] = []
  restarts = 0
  connectionState: RTCPeerConnectionState = 'new'
  onnegotiationneeded: (() => Promise<void>) | null = null
  onconnectionstatechange: (() => void) | null = null

  async setLocalDescription(description?: { type: string }) {
    if (description?.type === 'rollback') {
      this.signalingState = 'stable'
      return
    }
    const answering = this.signalingState === 'have-remote-offer'
    this.localDescription = { type: answering ? 'answer' : 'offer', sdp: answering ? 'an answer' : 'an offer' }
    this.signalingState = answering ? 'stable' : 'have-local-offer'
  }
  async setRemoteDescription({ type }: { type: string }) {
    this.remote.push(type)
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable'
  }
  async addIceCandidate() {
    throw new Error('no description yet')
  }
  restartIce() {
    this.restarts += 1
  }
  becomes(state: RTCPeerConnectionState) {
    this.connectionState = state
    this.onconnectionstatechange?.()
  }
}

const seat = { id: 'm', userId: 'u', run: 'r2' }
function setUp(me: string) {
  const line = new Line()
  const sent: Outgoing[] = []
  const talk = negotiate(line as unknown as RTCPeerConnection, seat, { me, send: (signal) => sent.push(signal) })
  const hears = (signal: Partial<Incoming>) => talk.take({ from: 'm', run: 'r2', toRun: 'r1', ...signal })
  return { line, sent, talk, hears, needs: () => line.onnegotiationneeded?.() }
}
const offer = { description: { type: 'offer' as const, sdp: 'theirs' } }
const answer = { description: { type: 'answer' as const, sdp: 'theirs' } }

describe('negotiating with one peer', () => {
  it('offers to the very opening of the page that it knows of', async () => {
    const { sent, needs } = setUp('z')
    await needs()
    expect(sent).toEqual([{ to: 'm', toRun: 'r2', description: { type: 'offer', sdp: 'an offer' } }])
  })

  it('gives way to an offer that crosses its own when its id is the smaller one, and answers it', async () => {
    const { line, sent, needs, hears } = setUp('a')
    await needs()
    await hears(offer)
    expect([line.remote, sent.map((one) => one.description?.type)]).toEqual([['offer'], ['offer', 'answer']])
  })

  it('stands by its own offer when its id is the larger one', async () => {
    const { line, needs, hears } = setUp('z')
    await needs()
    await hears(offer)
    expect(line.remote).toEqual([])
    await hears(answer)
    expect([line.remote, line.signalingState]).toEqual([['answer'], 'stable'])
  })

  it('ignores an answer that comes twice and a candidate that comes too early', async () => {
    const { line, needs, hears } = setUp('z')
    await needs()
    await hears({ candidate: { candidate: 'too early' } })
    await hears(answer)
    await hears(answer)
    expect(line.remote).toEqual(['answer'])
  })

  it('takes back an offer that was lost with the line, or it would wait for its answer for ever', async () => {
    const { line, needs, talk, hears } = setUp('z')
    await needs()
    await talk.lineReturned()
    expect([line.signalingState, line.restarts]).toEqual(['stable', 1])
    await hears(offer)
    expect(line.remote).toEqual(['offer'])
  })
})

describe('a way that has fallen silent', () => {
  afterEach(() => vi.useRealTimers())

  it('is given up after three seconds: a phone that changed its network gets a new one', () => {
    vi.useFakeTimers()
    const { line } = setUp('a')
    line.becomes('disconnected')
    vi.advanceTimersByTime(2900)
    expect(line.restarts).toBe(0)
    vi.advanceTimersByTime(200)
    expect(line.restarts).toBe(1)
    line.becomes('failed')
    expect(line.restarts).toBe(2)
  })

  it('is kept when it speaks again before, or when the talk is over', () => {
    vi.useFakeTimers()
    const { line } = setUp('a')
    for (const then of ['connected', 'closed'] as const) {
      line.becomes('disconnected')
      line.becomes(then)
      vi.advanceTimersByTime(10_000)
    }
    expect(line.restarts).toBe(0)
  })
})
