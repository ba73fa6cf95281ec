import type { ErrorCode } from '@qingpin/contract/core/error-spec'
import { isPhone } from '@qingpin/contract/core/identity.rules'
import type { TextAuthor, TextVerdict } from '../../ports/content-check.port.ts'
import type { WechatAnswer } from './wechat.client.ts'

/** Error codes of code2Session that a person can do something about; all others mean that our side is at fault. */
const LOGIN_ERRORS: Record<number, ErrorCode> = {
  40029: 'WECHAT_CODE_INVALID',
  41008: 'WECHAT_CODE_INVALID',
  40163: 'WECHAT_CODE_USED',
  40226: 'WECHAT_BLOCKED',
  45011: 'WECHAT_BUSY',
}

export const isBusy = (errcode: number): boolean => errcode === -1
export const loginError = (errcode: number): ErrorCode => LOGIN_ERRORS[errcode] ?? 'WECHAT_BUSY'

/** Of getuserphonenumber only the code is the person's; 45011, 61004 (our address is not allowed) and others are ours. */
export const phoneError = (errcode: number): ErrorCode =>
  errcode === 40029 || errcode === 40163 ? 'PHONE_CODE_INVALID' : 'WECHAT_BUSY'

/** The 11 digits of a mainland number; 'foreign' for others, undefined where the answer holds none. */
export function phoneIn({ phone_info: info }: WechatAnswer): string | 'foreign' | undefined {
  const { purePhoneNumber, countryCode } = (info ?? {}) as { purePhoneNumber?: unknown; countryCode?: unknown }
  if (typeof purePhoneNumber !== 'string') return undefined
  return String(countryCode) === '86' && isPhone(purePhoneNumber) ? purePhoneNumber : 'foreign'
}

/** The person has not used the mini program within two hours, or is none of it: version 2 judges nothing for her. */
const AUTHOR_UNKNOWN = [40003, 61010]
export const isAuthorUnknown = (errcode: number): boolean => AUTHOR_UNKNOWN.includes(errcode)

export const SCENES: Record<TextAuthor['scene'], number> = { profile: 1, comment: 2, forum: 3, social: 4 }

/** Its suggestion; undefined is no verdict. */
export function verdictIn(errcode: number, { result }: WechatAnswer): TextVerdict | undefined {
  if (errcode !== 0) return undefined
  const { suggest } = (result ?? {}) as { suggest?: unknown }
  return suggest === 'pass' || suggest === 'review' || suggest === 'risky' ? suggest : undefined
}
