import { memo } from 'react'
import { go } from '@/app/pages'
import { formatPayWords, formatTags, formatTrade, formatYears } from '../format'
import { mediaUrl } from '@/platform/api-address'
import { PersonRow } from '@/ui/person-row'
import { Tag } from '@/ui/tag'
import type { PublicCard } from '../api'

export const WorkerRow = memo(function WorkerRow({ card }: { readonly card: PublicCard }) {
  const { id, name, age, nativePlace, jobType, experienceYears, orderStatus } = card
  return (
    <PersonRow
      photo={mediaUrl(card.avatarUrl)}
      name={name}
      who={[`${age}岁`, nativePlace]}
      work={[formatTrade(jobType), formatYears(experienceYears)]}
      tags={formatTags(card)}
      pay={formatPayWords(card.expectedSalary)}
      end={orderStatus === 'accepting' ? <Tag tone="ok">能接单</Tag> : <Tag>现在不接单</Tag>}
      onTap={() => go('worker', { id })}
    />
  )
})
