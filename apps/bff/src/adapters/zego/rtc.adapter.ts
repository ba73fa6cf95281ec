import type { Caller, IceServer, RtcPort } from '../../ports/rtc.port.ts'
import { makeToken04 } from './token04.ts'

const LONGEST_SECONDS = 7200
/** The web SDK asks its own domains besides the one that the console names. */
const ZEGO_HOSTS = ['wss://*.zego.im', 'https://*.zego.im', 'wss://*.zegocloud.com', 'https://*.zegocloud.com']

export interface RtcOptions {
  provider: 'direct' | 'zego'
  iceServers: IceServer[]
  zego: { appId: number; secret: string; server: string }
}

/** `direct` needs no service: browsers find one another through the room's events and the ICE servers. */
export function makeRtc({ provider, iceServers, zego }: RtcOptions): RtcPort {
  const { appId, secret, server } = zego
  const serviceToken = ({ roomId, userId, now, seconds }: Caller) =>
    appId && secret
      ? {
          appId,
          token: makeToken04(secret, {
            appId,
            userId,
            roomId,
            publish: true,
            now,
            seconds: Math.min(seconds, LONGEST_SECONDS),
          }),
        }
      : undefined
  return {
    serviceToken,
    grant(caller) {
      const service = provider === 'zego' ? serviceToken(caller) : undefined
      if (!service) return { provider: 'direct', token: '', appId: 0, server: '', iceServers }
      return { provider: 'zego', ...service, server, iceServers: [] }
    },
    hosts: provider === 'zego' ? ZEGO_HOSTS : [],
  }
}
