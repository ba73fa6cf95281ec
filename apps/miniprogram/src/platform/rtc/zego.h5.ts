import { ZegoExpressEngine } from 'zego-express-engine-webrtc'
import { localMedia, localTracks } from './local-media.h5'
import type { Call, CallRequest } from './rtc.types'
import { joinZegoRoom, roomOf } from './zego-room'

type Engine = InstanceType<typeof ZegoExpressEngine>

/** Publishes the own devices. Each change waits for the one before it, because a participant has one stream. */
function airOf(engine: Engine, streamId: string) {
  let aired: MediaStream | undefined
  let last: Promise<void> = Promise.resolve()
  // Copies, because the SDK may end the tracks of a stream that it destroys, and the own picture shows the originals.
  let copies = new Map<MediaStreamTrack, MediaStreamTrack>()

  const takeDown = () => {
    if (aired) {
      engine.stopPublishingStream(streamId)
      engine.destroyStream(aired)
    }
    for (const copy of copies.values()) copy.stop()
    copies = new Map()
    aired = undefined
  }
  const devices = () => {
    const { mic, cam } = localTracks()
    return [mic, cam].filter((track) => track !== undefined)
  }
  const swap = async () => {
    const open = devices()
    if (open.length === copies.size && open.every((track) => copies.has(track))) return
    takeDown()
    if (open.length === 0) return
    copies = new Map(open.map((track) => [track, track.clone()]))
    aired = await engine.createStream({ custom: { source: new MediaStream([...copies.values()]) } })
    engine.startPublishingStream(streamId, aired)
  }
  const inTurn = (step: () => Promise<void> | void) => (last = last.catch(() => undefined).then(step))
  return {
    update() {
      // Muting acts at once and does not wait for the queue.
      const open = devices()
      for (const [track, copy] of copies) if (!open.includes(track)) copy.stop()
      return inTurn(swap)
    },
    /** Publishes all devices again, after a return to the room. */
    renew: () =>
      inTurn(() => {
        takeDown()
        return swap()
      }),
    end: () => inTurn(takeDown),
  }
}

export function openZegoCall(request: CallRequest): Promise<Call> {
  const { grant } = request
  const engine: Engine = new ZegoExpressEngine(grant.appId, grant.server)
  const air = airOf(engine, grant.userId)
  let offLocal = () => {}

  return joinZegoRoom(request, {
    ...roomOf(engine, grant),
    play: async (streamId) => ({ stream: await engine.startPlayingStream(streamId) }),
    async publish() {
      offLocal()
      offLocal = localMedia.subscribe(() => void air.update().catch(() => request.onFailure('service')))
      await air.renew()
    },
    stop() {
      offLocal()
      void air.end().finally(() => {
        engine.logoutRoom(grant.roomId)
        engine.destroyEngine()
      })
    },
  })
}
