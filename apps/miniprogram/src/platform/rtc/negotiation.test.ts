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

const participant = { id: 'm', userId: 'u', run: 'r2', sends: true }
function setUp(me: string) {
  const line = new Line()
  const sent: Outgoing[] = []
  const negotiation = negotiate(line as unknown as RTCPeerConnection, participant, {
    me,
    send: (signal) => sent.push(signal),
  })
  const receives = (signal: Partial<Incoming>) => negotiation.take({ from: 'm', run: 'r2', toRun: 'r1', ...signal })
  return { line, sent, negotiation, receives, needs: () => line.onnegotiationneeded?.() }
}
const offer = { description: { type: 'offer' as const, sdp: 'theirs' } }
const answer = { description: { type: 'answer' as const, sdp: 'theirs' } }

describe('negotiating with one peer', () => {
  it('names in an offer the run of the page that it knows', async () => {
    const { sent, needs } = setUp('z')
    await needs()
    expect(sent).toEqual([{ to: 'm', toRun: 'r2', description: { type: 'offer', sdp: 'an offer' } }])
  })

  it('gives way to a simultaneous offer, and answers it, when its id is the smaller one', async () => {
    const { line, sent, needs, receives } = setUp('a')
    await needs()
    await receives(offer)
    expect([line.remote, sent.map((one) => one.description?.type)]).toEqual([['offer'], ['offer', 'answer']])
  })

  it('keeps its own offer when its id is the larger one', async () => {
    const { line, needs, receives } = setUp('z')
    await needs()
    await receives(offer)
    expect(line.remote).toEqual([])
    await receives(answer)
    expect([line.remote, line.signalingState]).toEqual([['answer'], 'stable'])
  })

  it('ignores an answer that comes twice and a candidate that comes too early', async () => {
    const { line, needs, receives } = setUp('z')
    await needs()
    await receives({ candidate: { candidate: 'too early' } })
    await receives(answer)
    await receives(answer)
    expect(line.remote).toEqual(['answer'])
  })

  it('takes back an offer that was lost with the connection, instead of waiting for an answer', async () => {
    const { line, needs, negotiation, receives } = setUp('z')
    await needs()
    await negotiation.lineReturned()
    expect([line.signalingState, line.restarts]).toEqual(['stable', 1])
    await receives(offer)
    expect(line.remote).toEqual(['offer'])
  })
})

describe('a disconnected connection', () => {
  afterEach(() => vi.useRealTimers())

  it('is restarted after three seconds, for phones that changed their network', () => {
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

  it('is not restarted when it recovers before, or is closed', () => {
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
