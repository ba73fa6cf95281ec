import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { classNames } from '@/ui/class-names'
import { MetaLine } from '@/ui/meta-line'
import type { FullResume } from '../api'
import { formatWorkPeriod, formatTrade } from '../format'
import './experience-card.scss'
import './text-cards.scss'

type Stay = FullResume['workExperiences'][number]
/** The employer is present for staff only. */
type Entry = Pick<Stay, 'startDate' | 'endDate' | 'description' | 'jobType' | 'customerReview'> & Partial<Stay>

/** In the order that staff has chosen. */
export function ExperienceCard({ entries }: { readonly entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <Card title="工作经历" aside={<View className="rd-note__aside">{entries.length}段</View>}>
      <View className="rd-times">
        {entries.map((entry, index) => (
          <StayPart key={`${entry.startDate} ${index}`} entry={entry} />
        ))}
      </View>
    </Card>
  )
}

const titleOf = ({ district, jobType }: Entry) => [district, jobType && formatTrade(jobType)].filter(Boolean).join('，')

function StayPart({ entry }: { readonly entry: Entry }) {
  const { startDate, endDate, description, orderNumber, customerName, customerReview, photos = [] } = entry
  const title = titleOf(entry)
  return (
    <View className="rd-time">
      <View className={classNames('rd-time__dot', endDate === '至今' && 'rd-time__dot--now')} />
      <View className="rd-time__when">{formatWorkPeriod(startDate, endDate)}</View>
      {title ? <View className="rd-time__title">{title}</View> : null}
      {description ? <View className="rd-time__text">{description}</View> : null}
      {customerReview ? <View className="rd-time__quote">{customerReview}</View> : null}
      <MetaLine
        tone="ink-3"
        facts={[
          customerName && `客户${customerName}`,
          orderNumber && `订单 ${orderNumber}`,
          photos.length > 0 && `照片${photos.length}张`,
        ]}
      />
    </View>
  )
}
