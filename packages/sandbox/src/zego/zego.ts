import type { World } from '../world.ts'
import { readToken04, type Token04 } from './token04.ts'

export interface ZegoLogin {
  token: string
  roomId: string
  userId: string
}
export interface ZegoVerdict {
  verdict: 'ok' | 'unreadable' | 'other-app' | 'other-user' | 'other-room' | 'no-login' | 'expired'
  token: Token04 | undefined
}
export interface ZegoControl {
  check: (login: ZegoLogin) => ZegoVerdict
}

/** Checks tokens as ZEGO does. Rooms are not played, because only ZEGO's SDKs call them. */
export function createZego({ options, clock }: World): ZegoControl {
  return {
    check({ token: text, roomId, userId }) {
      const secrets = options.secrets.zego
      const token = secrets && readToken04(secrets.serverSecret, text)
      if (!token) return { verdict: 'unreadable', token: undefined }
      return { verdict: verdictOf(token, { roomId, userId, appId: secrets.appId, now: clock.now() }), token }
    },
  }
}

function verdictOf(
  token: Token04,
  login: { roomId: string; userId: string; appId: number; now: number },
): ZegoVerdict['verdict'] {
  if (token.appId !== login.appId) return 'other-app'
  if (token.expiresAt <= login.now) return 'expired'
  if (token.userId !== login.userId) return 'other-user'
  // ZEGO accepts a token without a room for any room; refusing it here exposes a product that leaves the room out.
  if (token.roomId !== login.roomId) return 'other-room'
  return token.mayLogin ? 'ok' : 'no-login'
}
