import { ZegoExpressEngine } from 'zego-express-engine-miniprogram'
import { setPushAddress } from './local-media.weapp'
import type { Call, CallRequest } from './rtc.types'
import { joinZegoRoom } from './zego-room'

/** On the phone the SDK negotiates addresses; the native pusher and players do the rest. */
export function openZegoCall(request: CallRequest): Promise<Call> {
  const { grant } = request
  const engine = new ZegoExpressEngine(grant.appId, grant.server)
  let gone = false

  return joinZegoRoom(request, {
    onStreams: (listener) =>
      void engine.on('roomStreamUpdate', (_room, change, streams) =>
        listener(
          change,
          streams.map(({ streamID }) => streamID),
        ),
      ),
    onTokenEnding: (listener) => void engine.on('tokenWillExpire', () => listener()),
    onDropped: (listener) =>
      void engine.on('roomStateUpdate', (_room, state) => (state === 'DISCONNECTED' ? listener() : undefined)),
    login: (token) => engine.loginRoom(grant.roomId, token, { userID: grant.userId, userName: grant.userName }),
    renewToken: (token) => void engine.renewToken(token, grant.roomId),
    play: async (streamId) => ({ src: ((await engine.startPlayingStream(streamId)) as { url: string }).url }),
    stopPlaying: (streamId) => engine.stopPlayingStream(streamId),
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
