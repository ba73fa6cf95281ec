import { localMedia, localTracks } from './local-media.h5'
import { negotiate, type Negotiation } from './negotiation.h5'
import type { Call, CallRequest, Incoming, PeerMedia, PeerParticipant } from './rtc.types'

interface Peer {
  readonly participant: PeerParticipant
  readonly negotiation: Negotiation
  readonly stream: MediaStream
  /** Signals are applied one after another, so that an answer does not overtake the candidates of its offer. */
  queue: Promise<void>
  /** Whether there was a connection before. */
  wasLive: boolean
}

const TALKING_ABOVE = 0.02
const LOOK_EVERY_MS = 400

const linkOf = ({ negotiation, wasLive }: Peer): PeerMedia['link'] => {
  const { connectionState } = negotiation.pc
  if (connectionState === 'connected') return 'live'
  return wasLive || connectionState === 'disconnected' || connectionState === 'failed' ? 'lost' : 'connecting'
}

const isTalking = (pc: RTCPeerConnection): boolean =>
  pc.getReceivers().some(({ track, getSynchronizationSources }, i, all) => {
    if (track.kind !== 'audio') return false
    const [source] = getSynchronizationSources.call(all[i])
    return (source?.audioLevel ?? 0) > TALKING_ABOVE
  })

/** Adds the own tracks to a connection; both sides always have one line for sound and one for the picture. */
function feed(pc: RTCPeerConnection): void {
  const { mic, cam } = localTracks()
  for (const line of pc.getTransceivers()) {
    if (line.currentDirection === 'stopped') continue
    line.direction = 'sendrecv'
    const track = line.receiver.track.kind === 'audio' ? mic : cam
    if (line.sender.track !== (track ?? null)) void line.sender.replaceTrack(track ?? null)
  }
}

/** Calls between browsers: one connection for each pair, negotiated by the events of the room. */
export function openDirectCall(request: CallRequest): Call {
  const peers = new Map<string, Peer>()
  let shown = ''

  const show = () => {
    const media: Record<string, PeerMedia> = {}
    for (const [id, peer] of peers) {
      const link = linkOf(peer)
      peer.wasLive ||= link === 'live'
      media[id] = { link, picture: { stream: peer.stream }, talking: link === 'live' && isTalking(peer.negotiation.pc) }
    }
    const now = Object.entries(media)
      .map(([id, { link, talking }]) => `${id}${link}${talking}`)
      .join()
    if (now === shown) return
    shown = now
    request.onPeers(media)
  }

  const open = (participant: PeerParticipant): Peer => {
    const pc = new RTCPeerConnection({ iceServers: request.grant.iceServers as RTCIceServer[] })
    const stream = new MediaStream()
    const peer: Peer = {
      participant,
      stream,
      negotiation: negotiate(pc, participant, request),
      queue: Promise.resolve(),
      wasLive: false,
    }
    peers.set(participant.id, peer)
    pc.addEventListener('track', ({ track }) => {
      stream.addTrack(track)
      feed(pc)
    })
    pc.addEventListener('connectionstatechange', show)
    if (request.me > participant.id) {
      pc.addTransceiver('audio', { direction: 'sendrecv' })
      pc.addTransceiver('video', { direction: 'sendrecv' })
      feed(pc)
    }
    show()
    return peer
  }
  const close = ({ participant, negotiation, stream }: Peer) => {
    peers.delete(participant.id)
    negotiation.pc.close()
    for (const track of stream.getTracks()) track.stop()
  }
  const inTurn = (peer: Peer, step: () => Promise<void>) => {
    peer.queue = peer.queue.then(step).catch(() => undefined)
  }

  const offLocal = localMedia.subscribe(() => {
    for (const { negotiation } of peers.values()) feed(negotiation.pc)
  })
  const timer = setInterval(show, LOOK_EVERY_MS)

  return {
    setPeers(participants) {
      for (const peer of peers.values()) if (!participants.some(({ id }) => id === peer.participant.id)) close(peer)
      for (const participant of participants) {
        const known = peers.get(participant.id)
        if (participant.run === '' || known?.participant.run === participant.run) continue
        // The other page was opened anew, so the connection before is void.
        if (known) close(known)
        open(participant)
      }
      show()
    },
    take(signal: Incoming) {
      const peer = peers.get(signal.from)
      if (!peer || peer.participant.run !== signal.run || signal.toRun !== request.run) return
      inTurn(peer, () => peer.negotiation.take(signal))
    },
    lineReturned() {
      for (const peer of peers.values()) inTurn(peer, () => peer.negotiation.lineReturned())
    },
    stop() {
      clearInterval(timer)
      offLocal()
      for (const peer of peers.values()) close(peer)
    },
  }
}
