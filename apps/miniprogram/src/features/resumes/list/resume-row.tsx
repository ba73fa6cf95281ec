import { View } from '@tarojs/components'
import { labelOf, NURSE_LEVELS, ORDER_STATUSES, RESUME_STATUSES, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { memo } from 'react'
import { go } from '@/app/pages'
import { mediaUrl } from '@/platform/api-address'
import { MetaLine } from '@/ui/meta-line'
import { Portrait } from '@/ui/portrait'
import { Tag, Tags } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { Pay } from '@/ui/text'
import type { ResumeCard } from '../staff/api'
import { orderTone, sayDay, sayPay, sayTrade, sayYears } from '../staff/say-resume'

const tagsOf = ({ maternityNurseLevel: level, skills }: ResumeCard) => [
  ...(level ? [{ text: labelOf(NURSE_LEVELS, level), tone: 'warm' as const }] : []),
  ...skills.map((skill) => ({ text: labelOf(SKILLS, skill) })),
]

export const ResumeRow = memo(function ResumeRow({ card }: { readonly card: ResumeCard }) {
  const { id, name, age, nativePlace, jobType, experienceYears } = card
  const tags = tagsOf(card)
  return (
    <Tap className="rl-row" role="link" onTap={() => go('resumeDetail', { id })}>
      <Portrait src={mediaUrl(card.avatarUrl)} />
      <View className="rl-row__text">
        <View className="rl-row__top">
          <View className="rl-row__name">{name}</View>
          <View className="rl-row__who">
            <MetaLine facts={[`${age}岁`, nativePlace]} />
          </View>
          <State card={card} />
        </View>
        <MetaLine facts={[sayTrade(jobType), sayYears(experienceYears)]} />
        {tags.length > 0 ? (
          <View className="rl-row__tags">
            <Tags items={tags} />
          </View>
        ) : null}
        <View className="rl-row__foot">
          <Pay {...sayPay(card.expectedSalary)} />
          <View className="rl-row__day">{sayDay(card.createdAt, Date.now())}登记</View>
        </View>
      </View>
    </Tap>
  )
})

/** Only what keeps her from being offered: a complete file that takes orders is the ordinary case. */
function State({ card }: { readonly card: ResumeCard }) {
  const { isDraft, orderStatus, status } = card
  if (isDraft) return <Tag tone="warn">缺手机号</Tag>
  if (orderStatus !== 'accepting')
    return <Tag tone={orderTone(orderStatus)}>{labelOf(ORDER_STATUSES, orderStatus)}</Tag>
  return status === 'draft' ? <Tag tone="warn">{labelOf(RESUME_STATUSES, status)}</Tag> : null
}
