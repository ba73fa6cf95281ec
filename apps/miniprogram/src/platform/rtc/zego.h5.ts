import { ZegoExpressEngine } from 'zego-express-engine-webrtc'
import { localMedia, localTracks } from './local-media.h5'
import type { Call, CallRequest, PeerMedia, PeerSeat } from './rtc.types'

type Engine = InstanceType<typeof ZegoExpressEngine>

/** ZEGO's cloud between the browsers: each seat publishes one stream that bears its user id. */
export async function openZegoCall(request: CallRequest): Promise<Call> {
  const { grant } = request
  const engine: Engine = new ZegoExpressEngine(grant.appId, grant.server)
  const media = new Map<string, PeerMedia>()
  let seats: readonly PeerSeat[] = []
  let published: MediaStream | undefined

  const show = () => {
    const found = seats.map(({ id, userId }): [string, PeerMedia] => [
      id,
      media.get(userId) ?? { link: 'connecting', picture: undefined, talking: false },
    ])
    request.onPeers(Object.fromEntries(found))
  }
  const play = async (streamId: string) => {
    const stream = await engine.startPlayingStream(streamId)
    media.set(streamId, { link: 'live', picture: { stream }, talking: false })
    show()
  }
  // The service says so half a minute before, and shuts out whoever is cut off after that. A guest who was removed
  // gets no other token.
  engine.on('tokenWillExpire', (room) => {
    request
      .renew()
      .then((token) => engine.renewToken(token, room))
      .catch(() => undefined)
  })
  engine.on('roomStreamUpdate', (_room, change, streams) => {
    for (const { streamID } of streams) {
      if (change === 'ADD') void play(streamID).catch(() => undefined)
      else {
        engine.stopPlayingStream(streamID)
        media.delete(streamID)
      }
    }
    show()
  })

  const publish = async () => {
    const { mic, cam } = localTracks()
    const tracks = [mic, cam].filter((track) => track !== undefined)
    if (published) engine.stopPublishingStream(grant.userId)
    published = undefined
    if (tracks.length === 0) return
    published = await engine.createStream({ custom: { source: new MediaStream(tracks) } })
    engine.startPublishingStream(grant.userId, published)
  }
  let before = ''
  const offLocal = localMedia.subscribe(() => {
    const { mic, cam } = localTracks()
    const now = `${mic?.id}${cam?.id}`
    if (now === before) return
    before = now
    void publish().catch(() => request.onFailure('service'))
  })
  try {
    await engine.loginRoom(grant.roomId, grant.token, { userID: grant.userId, userName: grant.userName })
    await publish()
  } catch {
    request.onFailure('service')
  }
  return {
    setPeers(next) {
      seats = next
      show()
    },
    take() {},
    lineReturned() {},
    stop() {
      offLocal()
      if (published) engine.destroyStream(published)
      engine.logoutRoom(grant.roomId)
      engine.destroyEngine()
    },
  }
}
