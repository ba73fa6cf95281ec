import { View } from '@tarojs/components'
import { memo } from 'react'
import { serverNow } from '@/app/clock'
import { go, urlOf } from '@/app/pages'
import { useIsInFront } from '@/platform/front-address'
import { DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { MetaLine } from '@/ui/meta-line'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { formatDate } from '@/ui/format-time'
import type { PoolCard } from '../api'
import { formatBudget, formatClaimableFrom, formatReleased, formatStart, levelTone } from '../format'
import { ClaimButton } from '../pool/claim-button'

interface PoolRowProps {
  readonly card: PoolCard
  /** The start of the server's day, for which 今天 and the number of days are said. */
  readonly day: number
}

/** A customer of the pool: why it is there, the last note, and the way to claim it. */
export const PoolRow = memo(function PoolRow({ card, day: today }: PoolRowProps) {
  const { id, name, phone, lastNote, lastNoteBy, lastFollowUpAt, released, colleagues, calls, claimableFrom } = card
  // After midnight until the page has noticed.
  const now = Math.max(today, serverNow())
  const current = useIsInFront(urlOf('poolCustomer', { id }))
  const day = Math.floor((startOfDay(now) - startOfDay(Date.parse(card.assignedAt))) / DAY_MS) + 1
  return (
    <Tap className="cp-row" role="link" current={current} onTap={() => go('poolCustomer', { id })}>
      <View className="cp-row__top">
        <View className="cl-row__name">{name}</View>
        <Tag tone={levelTone(card.leadLevel)}>{card.leadLevel}</Tag>
        {card.serviceCategory ? <Tag>{card.serviceCategory}</Tag> : null}
        <View className="cp-row__day">第{day}天</View>
      </View>
      <MetaLine facts={[phone ?? undefined, formatStart(card, now), formatBudget(card.salaryBudget)]} />
      {released ? <View className="cp-row__why">{formatReleased(released)}</View> : null}
      {lastNote ? (
        <View className="cp-row__note">
          <View>{lastNote}</View>
          <View className="cp-row__by">
            {[lastNoteBy, lastFollowUpAt && formatDate(Date.parse(lastFollowUpAt), now)].filter(Boolean).join(' ')}
          </View>
        </View>
      ) : null}
      <View className="cp-row__foot">
        <View className="cp-row__who">
          {claimableFrom
            ? formatClaimableFrom(released, formatDate(Date.parse(claimableFrom), now))
            : colleagues > 0
              ? `${colleagues}位同事跟过，通话${calls}次`
              : '还没有人跟过'}
        </View>
        {claimableFrom ? null : <ClaimButton id={id} name={name} />}
      </View>
    </Tap>
  )
})
