import { ZegoExpressEngine } from 'zego-express-engine-miniprogram'
import { setPushAddress } from './local-media.weapp'
import type { Call, CallRequest, PeerMedia, PeerSeat } from './rtc.types'

/** On the phone the SDK negotiates addresses; the native pusher and players do the rest. */
export async function openZegoCall(request: CallRequest): Promise<Call> {
  const { grant } = request
  const engine = new ZegoExpressEngine(grant.appId, grant.server)
  const media = new Map<string, PeerMedia>()
  let seats: readonly PeerSeat[] = []

  const show = () => {
    const found = seats.map(({ id, userId }): [string, PeerMedia] => [
      id,
      media.get(userId) ?? { link: 'connecting', picture: undefined, talking: false },
    ])
    request.onPeers(Object.fromEntries(found))
  }
  const play = async (streamId: string) => {
    const answer = (await engine.startPlayingStream(streamId)) as { url: string }
    media.set(streamId, { link: 'live', picture: { src: answer.url }, talking: false })
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
  try {
    await engine.loginRoom(grant.roomId, grant.token, { userID: grant.userId, userName: grant.userName })
    setPushAddress((await engine.startPublishingStream(grant.userId)).url)
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
      engine.stopPublishingStream(grant.userId)
      engine.logoutRoom(grant.roomId)
    },
  }
}
