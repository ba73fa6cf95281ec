import { View } from '@tarojs/components'
import { labelOf, NURSE_LEVELS, SKILLS } from '@qingpin/contract/resumes/resumes.enums'
import { memo } from 'react'
import { go } from '@/app/pages'
import { sayPay, sayTrade, sayYears } from '@/features/resumes/shown/index'
import { mediaUrl } from '@/platform/api-address'
import { MetaLine } from '@/ui/meta-line'
import { Portrait } from '@/ui/portrait'
import { Tag, Tags } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { Pay } from '@/ui/text'
import type { PublicCard } from '../api'

const tagsOf = ({ maternityNurseLevel: level, skills }: PublicCard) => [
  ...(level ? [{ text: labelOf(NURSE_LEVELS, level), tone: 'warm' as const }] : []),
  ...skills.map((skill) => ({ text: labelOf(SKILLS, skill) })),
]

export const WorkerRow = memo(function WorkerRow({ card }: { readonly card: PublicCard }) {
  const { id, name, age, nativePlace, jobType, experienceYears, orderStatus } = card
  const tags = tagsOf(card)
  return (
    <Tap className="pl-row" role="link" onTap={() => go('worker', { id })}>
      <Portrait src={mediaUrl(card.avatarUrl)} />
      <View className="pl-row__text">
        <View className="pl-row__top">
          <View className="pl-row__name">{name}</View>
          <View className="pl-row__who">
            <MetaLine facts={[`${age}岁`, nativePlace]} />
          </View>
        </View>
        <MetaLine facts={[sayTrade(jobType), sayYears(experienceYears)]} />
        {tags.length > 0 ? (
          <View className="pl-row__tags">
            <Tags items={tags} />
          </View>
        ) : null}
        <View className="pl-row__foot">
          <Pay {...sayPay(card.expectedSalary)} />
          {orderStatus === 'accepting' ? <Tag tone="ok">能接单</Tag> : <Tag>现在不接单</Tag>}
        </View>
      </View>
    </Tap>
  )
})
