import type { CallRequest, Incoming, PeerParticipant } from './rtc.types'

export interface Negotiation {
  readonly pc: RTCPeerConnection
  take(signal: Incoming): Promise<void>
  /** After signals may have been lost: takes back an offer without an answer, and gathers candidates anew. */
  lineReturned(): Promise<void>
}

/** A connection that is `disconnected` for longer is restarted; shorter gaps recover by themselves. */
const DISCONNECTED_MS = 3000

type Options = Pick<CallRequest, 'send' | 'me'>

const isOffer = (type: string | undefined) => type === 'offer'

/**
 * Perfect negotiation (W3C WebRTC 1.0, example 16) with one peer. When both offer at once, the one with the smaller id
 * gives way; the other one makes the first offer, so that this is rare.
 */
export function negotiate(pc: RTCPeerConnection, participant: PeerParticipant, { send, me }: Options): Negotiation {
  const polite = me < participant.id
  let making = false
  let ignoring = false
  const target = { to: participant.id, toRun: participant.run }

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
      // The connection was closed, or an offer of the other side came first and is answered instead.
    } finally {
      making = false
    }
  }
  pc.onicecandidate = ({ candidate }) => {
    if (candidate)
      send({ ...target, candidate: candidate.toJSON() as Required<Pick<RTCIceCandidateInit, 'candidate'>> })
  }
  let timeout: ReturnType<typeof setTimeout> | undefined
  const giveUp = () => {
    // Closing ends a connection without an event.
    if (pc.connectionState === 'disconnected') pc.restartIce()
  }
  pc.onconnectionstatechange = () => {
    clearTimeout(timeout)
    if (pc.connectionState === 'failed') pc.restartIce()
    // A browser gives up after half a minute; a phone that changed its network needs new candidates at once.
    if (pc.connectionState === 'disconnected') timeout = setTimeout(giveUp, DISCONNECTED_MS)
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
      // Without this a lost offer blocks all later ones (seen after 35 s without network).
      if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' })
      pc.restartIce()
    },
  }
}
