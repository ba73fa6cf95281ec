import type { Ids } from '../ids.ts'
import type { WechatError } from '../wechat/errors.ts'

export interface BindCode {
  ticket: string
  /** What a scan brings; `0` where the request forgot it. */
  scene: string
  /** What the picture holds. */
  url: string
  expiresAt: number
}
export type CodeAnswer =
  | { failure: WechatError }
  | { failure?: undefined; ticket: string; expire_seconds: number; url: string }

const LONGEST_SECONDS = 2_592_000
const SECONDS = 60
const MAX_CODES = 200

/** Plays qrcode/create: codes with a text, for a while. */
export function createBindCodes(ids: Ids, now: () => number) {
  let codes: BindCode[] = []
  return {
    create: (body: Record<string, unknown>): CodeAnswer => {
      const { action_name: action, expire_seconds: seconds = SECONDS } = body
      if (action !== 'QR_STR_SCENE') return { failure: 'invalidAction' }
      if (typeof seconds !== 'number' || seconds < 1 || seconds > LONGEST_SECONDS) return { failure: 'invalidAction' }
      const info = body['action_info'] as { scene?: { scene_str?: unknown } } | undefined
      const given = info?.scene === undefined ? '0' : info.scene.scene_str
      if (typeof given !== 'string' || given.length < 1 || given.length > 64) return { failure: 'invalidAction' }
      // Tickets hold signs that an address must encode.
      const ticket = `gQ${ids.bytes(48).toString('base64')}==`
      const code = {
        ticket,
        scene: given,
        url: `http://weixin.qq.com/q/${ids.token(22)}`,
        expiresAt: now() + seconds * 1000,
      }
      codes = [code, ...codes].slice(0, MAX_CODES)
      return { ticket, expire_seconds: seconds, url: code.url }
    },
    find: (by: { ticket: string } | { scene: string }) =>
      codes.find((code) => ('ticket' in by ? code.ticket === by.ticket : code.scene === by.scene)),
    list: () => codes,
    clear: () => {
      codes = []
    },
  }
}
