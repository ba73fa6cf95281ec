import { localMedia, localTracks } from './local-media.h5'
import { negotiate, type Negotiation } from './negotiation.h5'
import type { Call, CallRequest, Incoming, PeerMedia, PeerParticipant } from './rtc.types'

interface Peer {
  readonly seat: PeerParticipant
  readonly talk: Negotiation
  readonly stream: MediaStream
  /** Signals are applied one after the other: an answer must not overtake its offer's candidates. */
  queue: Promise<void>
  /** Once there was a connection, a new attempt is no first one. */
  wasLive: boolean
}

const TALKING_ABOVE = 0.02
const LOOK_EVERY_MS = 400

const linkOf = ({ talk, wasLive }: Peer): PeerMedia['link'] => {
  const { connectionState } = talk.pc
  if (connectionState === 'connected') return 'live'
  return wasLive || connectionState === 'disconnected' || connectionState === 'failed' ? 'lost' : 'connecting'
}

const isTalking = (pc: RTCPeerConnection): boolean =>
  pc.getReceivers().some(({ track, getSynchronizationSources }, i, all) => {
    if (track.kind !== 'audio') return false
    const [source] = getSynchronizationSources.call(all[i])
    return (source?.audioLevel ?? 0) > TALKING_ABOVE
  })

/** Gives our tracks to a connection; both sides always have one line of sound and one of picture. */
function feed(pc: RTCPeerConnection): void {
  const { mic, cam } = localTracks()
  for (const line of pc.getTransceivers()) {
    if (line.currentDirection === 'stopped') continue
    line.direction = 'sendrecv'
    const track = line.receiver.track.kind === 'audio' ? mic : cam
    if (line.sender.track !== (track ?? null)) void line.sender.replaceTrack(track ?? null)
  }
}

/** Browser to browser: each pair has a connection of its own, negotiated through the room's events. */
export function openDirectCall(request: CallRequest): Call {
  const peers = new Map<string, Peer>()
  let shown = ''

  const show = () => {
    const media: Record<string, PeerMedia> = {}
    for (const [id, peer] of peers) {
      const link = linkOf(peer)
      peer.wasLive ||= link === 'live'
      media[id] = { link, picture: { stream: peer.stream }, talking: link === 'live' && isTalking(peer.talk.pc) }
    }
    const now = Object.entries(media)
      .map(([id, { link, talking }]) => `${id}${link}${talking}`)
      .join()
    if (now === shown) return
    shown = now
    request.onPeers(media)
  }

  const open = (seat: PeerParticipant): Peer => {
    const pc = new RTCPeerConnection({ iceServers: request.grant.iceServers as RTCIceServer[] })
    const stream = new MediaStream()
    const peer: Peer = { seat, stream, talk: negotiate(pc, seat, request), queue: Promise.resolve(), wasLive: false }
    peers.set(seat.id, peer)
    pc.addEventListener('track', ({ track }) => {
      stream.addTrack(track)
      feed(pc)
    })
    pc.addEventListener('connectionstatechange', show)
    if (request.me > seat.id) {
      pc.addTransceiver('audio', { direction: 'sendrecv' })
      pc.addTransceiver('video', { direction: 'sendrecv' })
      feed(pc)
    }
    show()
    return peer
  }
  const close = ({ seat, talk, stream }: Peer) => {
    peers.delete(seat.id)
    talk.pc.close()
    for (const track of stream.getTracks()) track.stop()
  }
  const inTurn = (peer: Peer, step: () => Promise<void>) => {
    peer.queue = peer.queue.then(step).catch(() => undefined)
  }

  const offLocal = localMedia.subscribe(() => {
    for (const { talk } of peers.values()) feed(talk.pc)
  })
  const timer = setInterval(show, LOOK_EVERY_MS)

  return {
    setPeers(seats) {
      for (const peer of peers.values()) if (!seats.some(({ id }) => id === peer.seat.id)) close(peer)
      for (const seat of seats) {
        const known = peers.get(seat.id)
        if (seat.run === '' || known?.seat.run === seat.run) continue
        // The page over there was opened anew: nothing of the connection before fits.
        if (known) close(known)
        open(seat)
      }
      show()
    },
    take(signal: Incoming) {
      const peer = peers.get(signal.from)
      if (!peer || peer.seat.run !== signal.run || signal.toRun !== request.run) return
      inTurn(peer, () => peer.talk.take(signal))
    },
    lineReturned() {
      for (const peer of peers.values()) inTurn(peer, () => peer.talk.lineReturned())
    },
    stop() {
      clearInterval(timer)
      offLocal()
      for (const peer of peers.values()) close(peer)
    },
  }
}
