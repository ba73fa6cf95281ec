import { ZegoExpressEngine } from 'zego-express-engine-miniprogram'
import { setPushAddress } from './local-media.weapp'
import type { Call, CallRequest } from './rtc.types'
import { joinZegoRoom, roomOf } from './zego-room'

/** On the phone the SDK negotiates addresses; the native pusher and players send and show. */
export function openZegoCall(request: CallRequest): Promise<Call> {
  const { grant } = request
  const engine = new ZegoExpressEngine(grant.appId, grant.server)
  let gone = false

  return joinZegoRoom(request, {
    ...roomOf(engine, grant),
    play: async (streamId) => ({ src: ((await engine.startPlayingStream(streamId)) as { url: string }).url }),
    async publish() {
      const { url } = await engine.startPublishingStream(grant.userId)
      if (!gone) setPushAddress(url)
    },
    stop() {
      gone = true
      setPushAddress('')
      engine.stopPublishingStream(grant.userId)
      engine.logoutRoom(grant.roomId)
    },
  })
}
