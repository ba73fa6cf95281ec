import { CONSENT_LABELS, type ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import { formatDeadline, formatTime } from '@/ui/format-time'
import type { Tone } from '@/ui/tag'
import type { Consent, Share, Visibility } from './api'

export interface StateWords {
  readonly title: string
  readonly text: string
}

/** What she said about one matter; undefined in an answer of an older server. */
const consentTo = ({ consents }: Visibility, field: ConsentField) => consents.find((one) => one.field === field)

/** Whether she agreed to be listed, as it is recorded. */
export const agreedToListing = (visibility: Visibility): boolean => consentTo(visibility, 'listed')?.agreed === true

/** Whether the resume is public, worded for staff. */
export function formatListed(visibility: Visibility, now: number): StateWords {
  const { listed, draft, hiddenAt, unlistedAt, unlistedFor } = visibility
  if (hiddenAt) {
    const ours = draft ? '。资料也还没审核' : unlistedFor === 'staff' ? '。我们也下架了' : ''
    return { title: '她自己不公开', text: `${formatTime(Date.parse(hiddenAt), now)}起，只有她能改回来${ours}` }
  }
  if (draft && agreedToListing(visibility)) return { title: '还没上架', text: '她本人同意了，资料审核好就上架' }
  if (draft) return { title: '还没上架', text: '审核好资料，问过她本人再上架' }
  if (unlistedFor === 'no-consent') return { title: '没有上架', text: '没有记录本人同意，问过她再上架' }
  if (unlistedAt)
    return { title: '已经下架', text: `${formatTime(Date.parse(unlistedAt), now)}下架，分享过的链接也打不开` }
  return { title: listed ? '公开中' : '没有公开', text: '客户找得到她' }
}

/** Whether the resume is public, worded for the worker. */
export function formatMine(visibility: Visibility): StateWords {
  const { listed, draft, hiddenAt, unlistedAt, unlistedFor } = visibility
  if (hiddenAt) return { title: '您关了公开', text: '雇主找不到您，发出去的链接也打不开' }
  if (draft && agreedToListing(visibility)) return { title: '还没公开', text: '经纪人核对好资料就公开，不想公开就关上' }
  if (draft) return { title: '没有公开', text: '打开它就是同意公开，经纪人核对好资料，雇主就找得到您' }
  if (unlistedFor === 'no-consent') return { title: '没有公开', text: '打开它就是同意公开，雇主就找得到您' }
  if (unlistedAt) return { title: '经纪人暂时收起来了', text: '想重新公开，打电话给我们' }
  return { title: listed ? '公开中' : '没有公开', text: '雇主找得到您' }
}

/**
 * The worker's switch: on when the resume is public, or will be once reviewed because she agreed. What staff has taken off
 * stays off.
 */
export function mySwitch(visibility: Visibility): { readonly on: boolean; readonly hers: boolean } {
  const { listed, hiddenAt, draft, unlistedFor } = visibility
  const takenDown = !draft && unlistedFor === 'staff'
  const on = listed || (draft && hiddenAt === null && agreedToListing(visibility))
  return { on, hers: hiddenAt !== null || !takenDown }
}

export const formatShownAgain = ({ draft, unlistedFor, hiddenAt }: Visibility): string => {
  if (draft) return '经纪人核对好就公开'
  if (unlistedFor === 'staff') return '经纪人还收着，想公开打电话给我们'
  return hiddenAt ? '又公开了' : '公开了，雇主找得到您'
}

/** Why staff cannot share the resume now. */
export function whyNoShare({ hiddenAt }: Visibility, mayList: boolean): string {
  if (hiddenAt) return '她自己不公开，现在不能分享'
  return mayList ? '先打开上面的上架开关' : '上架了才能分享'
}

/** What the public sees of a field without consent. */
const WITHOUT: Record<ConsentField, string> = {
  listed: '客户找不到她',
  name: '只写姓，比如王阿姨',
  phone: '不给看，收到链接的人看中间盖住的',
  photos: '不给看',
}

/** Who decided about a field, and when. */
export function formatConsent({ field, agreed, by, byName, note, at }: Consent, now: number): string {
  if (by === null || at === null) return WITHOUT[field]
  const when = formatTime(Date.parse(at), now)
  const who = by === 'worker' ? '本人' : (byName ?? '同事')
  if (!agreed) return `${WITHOUT[field]}，${who}${when}定的`
  return note ? `${who}${when}记下：${note}` : `${who}${when}同意`
}

export const formatMyConsent = ({ field, agreed }: Consent): string =>
  agreed
    ? { listed: '雇主找得到您', name: '雇主看到全名', phone: '雇主能直接打给您', photos: '雇主看得到' }[field]
    : WITHOUT[field]

export const labelOfConsent = (field: ConsentField): string => CONSENT_LABELS[field]
export const labelOfSwitch = (field: ConsentField): string =>
  field === 'listed' ? labelOfConsent(field) : `公开${labelOfConsent(field)}`

export const HOURS = [
  { value: '24', label: '1天' },
  { value: '72', label: '3天' },
  { value: '168', label: '7天' },
  { value: '720', label: '30天' },
] as const

const STATES: Record<Share['state'], { readonly text: string; readonly tone: Tone }> = {
  open: { text: '能打开', tone: 'ok' },
  expired: { text: '过期了', tone: 'plain' },
  revoked: { text: '收回了', tone: 'plain' },
}
export const stateOf = (share: Share) => STATES[share.state]

export function formatUntil({ state, expireAt, revokedAt }: Share, now: number): string {
  if (state === 'revoked' && revokedAt) return `${formatTime(Date.parse(revokedAt), now)}收回`
  const at = Date.parse(expireAt)
  return state === 'expired' ? `${formatTime(at, now)}过期` : `${formatDeadline(at, now)}前能看`
}

export function formatViews({ views, lastViewedAt }: Share, now: number): string {
  if (views === 0 || lastViewedAt === null) return '还没人看过'
  return `${views}人次看过，最近${formatTime(Date.parse(lastViewedAt), now)}`
}

/** How staff usually learns of a consent; each may be changed or added to. */
export const WAYS_OF_CONSENT = ['签约时当面同意', '电话里同意', '微信里同意']
