import type { Call, CallRequest, Grant, PeerMedia, PeerParticipant, Picture } from './rtc.types'

/** What differs between the SDKs of browser and phone. */
export interface ZegoDriver {
  readonly onStreams: (listener: (change: 'ADD' | 'DELETE', streamIds: readonly string[]) => void) => void
  /** The token expires in half a minute. */
  readonly onTokenEnding: (listener: () => void) => void
  /** The service ended the connection; the SDK does not reconnect by itself. */
  readonly onDropped: (listener: () => void) => void
  readonly login: (token: string) => Promise<unknown>
  readonly renewToken: (token: string) => void
  readonly play: (streamId: string) => Promise<Picture>
  readonly stopPlaying: (streamId: string) => void
  /** Publishes the own devices, after the login and after each return. */
  readonly publish: () => Promise<void>
  readonly stop: () => void
}

/** What the SDKs of browser and phone have in common. */
interface Sdk {
  on(
    event: 'roomStreamUpdate',
    listener: (room: string, change: 'ADD' | 'DELETE', streams: readonly { streamID: string }[]) => void,
  ): unknown
  on(event: 'tokenWillExpire', listener: (room: string) => void): unknown
  on(event: 'roomStateUpdate', listener: (room: string, state: string) => void): unknown
  loginRoom(room: string, token: string, user: { userID: string; userName: string }): Promise<unknown>
  renewToken(token: string, room: string): unknown
  stopPlayingStream(streamId: string): void
}

/** The part of a driver in which the SDKs do not differ. */
export const roomOf = (
  sdk: Sdk,
  { roomId, userId, userName }: Grant,
): Pick<ZegoDriver, 'onStreams' | 'onTokenEnding' | 'onDropped' | 'login' | 'renewToken' | 'stopPlaying'> => ({
  onStreams: (listener) =>
    void sdk.on('roomStreamUpdate', (_room, change, streams) => {
      const ids = streams.map(({ streamID }) => streamID)
      listener(change, ids)
    }),
  onTokenEnding: (listener) => void sdk.on('tokenWillExpire', () => listener()),
  onDropped: (listener) =>
    void sdk.on('roomStateUpdate', (_room, state) => (state === 'DISCONNECTED' ? listener() : undefined)),
  login: (token) => sdk.loginRoom(roomId, token, { userID: userId, userName }),
  renewToken: (token) => void sdk.renewToken(token, roomId),
  stopPlaying: (streamId) => sdk.stopPlayingStream(streamId),
})

const TRIES = 4
const BETWEEN_MS = 3000

/** Calls through ZEGO's cloud: each participant publishes one stream, named by its user id. */
export async function joinZegoRoom(request: CallRequest, driver: ZegoDriver): Promise<Call> {
  const media = new Map<string, Pick<PeerMedia, 'picture'>>()
  let participants: readonly PeerParticipant[] = []
  let gone = false
  /** The own connection to the service. */
  let service: PeerMedia['link'] = 'connecting'

  const mediaOf = ({ userId, sends }: PeerParticipant): PeerMedia => {
    const streamed = media.get(userId)
    const reached = streamed !== undefined || !sends ? 'live' : 'connecting'
    const link = service === 'live' ? reached : service
    return { link, picture: streamed?.picture, talking: false }
  }
  const show = () => {
    if (!gone) request.onPeers(Object.fromEntries(participants.map((one) => [one.id, mediaOf(one)])))
  }
  const serviceIs = (link: PeerMedia['link']) => {
    service = link
    show()
  }
  const play = async (streamId: string) => {
    const picture = await driver.play(streamId)
    if (gone) return driver.stopPlaying(streamId)
    media.set(streamId, { picture })
    show()
  }
  driver.onStreams((change, streamIds) => {
    for (const streamId of streamIds) {
      if (change === 'ADD') void play(streamId).catch(() => undefined)
      else {
        driver.stopPlaying(streamId)
        media.delete(streamId)
      }
    }
    show()
  })

  /** Gets and uses a new token; tries a few times, for a phone that has no network for a while. */
  const withNewToken = async (use: (token: string) => unknown) => {
    for (let attempt = 1; ; attempt++) {
      if (gone) return
      try {
        const { token } = await request.renew()
        if (!gone) await use(token)
        return
      } catch {
        if (attempt === TRIES) return request.onFailure('service')
        await new Promise<void>((resolve) => setTimeout(resolve, BETWEEN_MS))
      }
    }
  }
  const enter = async (token: string) => {
    await driver.login(token)
    if (!gone) await driver.publish()
    serviceIs('live')
  }
  driver.onTokenEnding(() => void withNewToken(driver.renewToken))
  try {
    await enter(request.grant.token)
  } catch {
    request.onFailure('service')
  }
  let returning: Promise<void> | undefined
  driver.onDropped(() => {
    serviceIs('lost')
    returning ??= withNewToken(enter).finally(() => {
      returning = undefined
    })
  })
  return {
    setPeers(next) {
      participants = next
      show()
    },
    take() {},
    lineReturned() {},
    stop() {
      gone = true
      driver.stop()
    },
  }
}
