import { CONSENT_LABELS, type ConsentField } from '@qingpin/contract/sharing/sharing.enums'
import { formatDeadline, formatTime } from '@/ui/format-time'
import type { Tone } from '@/ui/tag'
import type { Consent, Share, Visibility } from './api'

export interface StateWords {
  readonly title: string
  readonly text: string
}

/** Whether the resume is public, worded for staff. */
export function formatListed({ listed, draft, hiddenAt, unlistedAt }: Visibility, now: number): StateWords {
  if (hiddenAt) {
    const ours = draft ? '。资料也还没审核' : unlistedAt ? '。我们也下架了' : ''
    return { title: '她自己不公开', text: `${formatTime(Date.parse(hiddenAt), now)}起，只有她能改回来${ours}` }
  }
  if (draft) return { title: '还没公开', text: '资料审核好了再公开，客户就找得到她' }
  if (unlistedAt)
    return { title: '已经下架', text: `${formatTime(Date.parse(unlistedAt), now)}下架，分享过的链接也打不开` }
  return { title: listed ? '公开中' : '没有公开', text: '客户找得到她' }
}

/** Whether the resume is public, worded for the worker. */
export function formatMine({ listed, draft, hiddenAt, unlistedAt }: Visibility): StateWords {
  if (hiddenAt) return { title: '您关了公开', text: '雇主找不到您，发出去的链接也打不开' }
  if (draft) return { title: '还没公开', text: '经纪人核对好资料就公开，不想公开就关上' }
  if (unlistedAt) return { title: '经纪人暂时收起来了', text: '想重新公开，打电话给我们' }
  return { title: listed ? '公开中' : '没有公开', text: '雇主找得到您' }
}

/** The worker's switch: on when the resume is public, or will be once reviewed. What staff has unlisted stays off. */
export function mySwitch({ hiddenAt, draft, unlistedAt }: Visibility): {
  readonly on: boolean
  readonly hers: boolean
} {
  const takenDown = !draft && unlistedAt !== null
  return { on: hiddenAt === null && !takenDown, hers: hiddenAt !== null || !takenDown }
}

export const formatShownAgain = ({ draft, unlistedAt }: Visibility): string => {
  if (draft) return '经纪人核对好就公开'
  return unlistedAt ? '经纪人还收着，想公开打电话给我们' : '又公开了'
}

/** Why staff cannot share the resume now. */
export function whyNoShare({ hiddenAt }: Visibility, mayList: boolean): string {
  if (hiddenAt) return '她自己不公开，现在不能分享'
  return mayList ? '先打开上面的公开开关' : '公开了才能分享'
}

/** What the public sees of a field without consent. */
const WITHOUT: Record<ConsentField, string> = {
  name: '只写姓，比如王阿姨',
  phone: '中间几位盖住',
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
  agreed ? { name: '雇主看到全名', phone: '雇主能直接打给您', photos: '雇主看得到' }[field] : WITHOUT[field]

export const labelOfConsent = (field: ConsentField): string => CONSENT_LABELS[field]

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
