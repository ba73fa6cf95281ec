import type { ErrorCode } from '@qingpin/contract/core/error-spec'
import { inBeijing } from '@qingpin/contract/core/days'
import { isPhone } from '@qingpin/contract/core/identity.rules'
import type { TextAuthor, TextJudgement } from '../../ports/content-check.port.ts'
import { TEMPLATE_FIELD_MAX } from '@qingpin/contract/wechat/wechat.rules'
import type { TemplateOutcome, TemplateRefusal } from '../../ports/official-account.port.ts'
import { contentLabel } from './wechat.labels.ts'
import { errcodeOf, type WechatAnswer } from './wechat.client.ts'
import type { SendOutcome } from '../../ports/send-outcome.port.ts'

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

/** Its suggestion, and what it sees; undefined is no verdict. */
export function judgementIn(errcode: number, { result }: WechatAnswer): TextJudgement | undefined {
  if (errcode !== 0) return undefined
  const { suggest, label } = (result ?? {}) as { suggest?: unknown; label?: unknown }
  if (suggest !== 'pass' && suggest !== 'review' && suggest !== 'risky') return undefined
  return { verdict: suggest, label: suggest === 'pass' ? null : contentLabel(Number(label)) }
}

/** The longest value of a field by the kind of field, which its name begins with; of other kinds as of `thing`. */
const FIELD_LENGTHS: readonly (readonly [RegExp, number])[] = [
  [/^character_string/, 32],
  [/^phone_number/, 17],
  [/^car_number/, 8],
]

/** A value as a field takes it: in one line, and cut where it is too long. */
function fieldValue(name: string, value: string): string {
  const most = FIELD_LENGTHS.find(([kind]) => kind.test(name))?.[1] ?? TEMPLATE_FIELD_MAX
  const letters = [...value.replaceAll(/\s+/g, ' ').trim()]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('')
}

/** The fields of a template message; a colour, a first line and a remark are shown no longer. */
export const fieldsOf = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value: fieldValue(name, value) }]))

const TEMPLATE_REFUSALS: Record<number, TemplateRefusal> = {
  40003: 'unknown-person',
  40037: 'content',
  43004: 'unsubscribed',
  47003: 'content',
}
/** Busy, or too much at once: it did not go out. */
const TEMPLATE_LATER = [-1, 45009, 45011]

/** What an answer of message/template/send says; with another number only the agency can help. */
export function templateOutcome(answer: WechatAnswer): TemplateOutcome {
  const errcode = errcodeOf(answer)
  if (TEMPLATE_LATER.includes(errcode)) return { kind: 'unsent' }
  if (errcode !== 0) return { kind: 'refused', reason: TEMPLATE_REFUSALS[errcode] ?? 'our-setup' }
  const { msgid } = answer
  return typeof msgid === 'number' || typeof msgid === 'string'
    ? { kind: 'sent', messageId: String(msgid) }
    : { kind: 'unknown' }
}

/** 2026年12月2日 09:05, as a field `time` of a template takes it. */
export function formatTemplateTime(at: number): string {
  const [day = '', time = ''] = inBeijing(at).toISOString().split('T')
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日 ${time.slice(0, 5)}`
}

/** What became of a subscribe message: 43101 is final, because the person has refused or has no yes left. */
export function subscribedOutcome(answer: WechatAnswer): SendOutcome {
  const errcode = Number(answer.errcode ?? 0)
  if (errcode === 0) return { kind: 'sent', vendorId: idIn(answer) }
  if (errcode === -1) return { kind: 'not-sent' }
  if (errcode === 43101) return { kind: 'refused', reason: 'no-quota' }
  if (errcode === 40003) return { kind: 'refused', reason: 'refused' }
  if (errcode === 43116 || errcode === 45168) return { kind: 'refused', reason: 'too-many' }
  return { kind: 'refused', reason: 'our-setup' }
}

/** Numbers of 19 digits lose their end as a JSON number; such an id names nothing. */
function idIn({ msgid }: WechatAnswer): string | null {
  if (typeof msgid === 'string' && msgid !== '') return msgid
  return Number.isSafeInteger(msgid) ? String(msgid) : null
}
