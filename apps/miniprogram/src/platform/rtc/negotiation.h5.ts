import type { CallRequest, Incoming, PeerParticipant } from './rtc.types'

export interface Negotiation {
  readonly pc: RTCPeerConnection
  take(signal: Incoming): Promise<void>
  /** Signals may have been lost: an offer that nobody got is taken back, and paths are looked for anew. */
  lineReturned(): Promise<void>
}

/** A way that is silent for longer is given up; shorter gaps mend themselves. */
const PATIENCE_MS = 3000

type Say = Pick<CallRequest, 'send' | 'me'>

const isOffer = (type: string | undefined) => type === 'offer'

/**
 * Perfect negotiation (W3C WebRTC 1.0, example 16) with one peer, whatever carries the signals. Of two that offer at
 * once the one with the smaller id gives way; the other one makes the first offer, so that this is rare.
 */
export function negotiate(pc: RTCPeerConnection, seat: PeerParticipant, { send, me }: Say): Negotiation {
  const polite = me < seat.id
  let making = false
  let ignoring = false
  const target = { to: seat.id, toRun: seat.run }

  const describe = async () => {
    await pc.setLocalDescription()
    const description = pc.localDescription
    if (description) send({ ...target, description: { type: description.type, sdp: description.sdp } })
  }
  pc.onnegotiationneeded = async () => {
    making = true
    try {
      await describe()
    } catch {
      // The connection was closed, or an offer of the other side came first and settles it.
    } finally {
      making = false
    }
  }
  pc.onicecandidate = ({ candidate }) => {
    if (candidate)
      send({ ...target, candidate: candidate.toJSON() as Required<Pick<RTCIceCandidateInit, 'candidate'>> })
  }
  let patience: ReturnType<typeof setTimeout> | undefined
  const giveUp = () => {
    // Closing ends a connection without an event.
    if (pc.connectionState === 'disconnected') pc.restartIce()
  }
  pc.onconnectionstatechange = () => {
    clearTimeout(patience)
    if (pc.connectionState === 'failed') pc.restartIce()
    // A browser gives a way up only after half a minute; a phone that changed its network needs a new one at once.
    if (pc.connectionState === 'disconnected') patience = setTimeout(giveUp, PATIENCE_MS)
  }

  return {
    pc,
    async take({ description, candidate }) {
      if (candidate) {
        await pc.addIceCandidate(candidate).catch(() => undefined)
        return
      }
      if (!description) return
      const collision = isOffer(description.type) && (making || pc.signalingState !== 'stable')
      ignoring = !polite && collision
      const late = description.type === 'answer' && pc.signalingState !== 'have-local-offer'
      if (ignoring || late) return
      await pc.setRemoteDescription(description)
      if (isOffer(description.type)) await describe()
    },
    async lineReturned() {
      // Without this a lost offer blocks every later one for ever (seen after 35 s without network).
      if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' })
      pc.restartIce()
    },
  }
}
