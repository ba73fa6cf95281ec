import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { LISTING_STATES, ORDER_STATUSES, RESUME_STATUSES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf, type ValueOf } from '@qingpin/contract/core/choices'
import { memo } from 'react'
import { go, urlOf } from '@/app/pages'
import { useIsInFront } from '@/platform/front-address'
import { mediaUrl } from '@/platform/api-address'
import { PersonRow } from '@/ui/person-row'
import { Tag, type Tone } from '@/ui/tag'
import type { ResumeCard } from '../api'
import { formatIsoDay, formatPayWords, formatTags, formatTrade, formatYears } from '@/features/public-workers'

export const ResumeRow = memo(function ResumeRow({ card }: { readonly card: ResumeCard }) {
  const { id, name, age, nativePlace, jobType, experienceYears } = card
  const current = useIsInFront(urlOf('resumeDetail', { id }))
  return (
    <PersonRow
      photo={mediaUrl(card.avatarUrl)}
      name={name}
      who={[`${age}岁`, nativePlace]}
      state={<State card={card} />}
      work={[formatTrade(jobType), formatYears(experienceYears)]}
      tags={formatTags(card)}
      pay={formatPayWords(card.expectedSalary)}
      end={<View className="rl-day">{formatIsoDay(card.createdAt, serverNow())}登记</View>}
      current={current}
      onTap={() => go('resumeDetail', { id })}
    />
  )
})

/** Shows only a state that keeps the worker from being offered. */
function State({ card }: { readonly card: ResumeCard }) {
  const { isDraft, orderStatus, status, listing } = card
  if (isDraft) return <Tag tone="warn">缺手机号</Tag>
  if (orderStatus !== 'accepting')
    return <Tag tone={orderTone(orderStatus)}>{labelOf(ORDER_STATUSES, orderStatus)}</Tag>
  if (status === 'draft') return <Tag tone="warn">{labelOf(RESUME_STATUSES, status)}</Tag>
  return !listing || listing === 'listed' ? null : (
    <Tag>{listing === 'no-consent' ? '未上架' : labelOf(LISTING_STATES, listing)}</Tag>
  )
}

const orderTones: Record<ValueOf<typeof ORDER_STATUSES>, Tone> = {
  accepting: 'ok',
  'not-accepting': 'plain',
  signed: 'info',
  'on-service': 'info',
}

/** The colour of an order status; plain for a status that this version does not know. */
export const orderTone = (status: string): Tone =>
  Object.entries(orderTones).find(([value]) => value === status)?.[1] ?? 'plain'
