import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { MetaLine } from '@/ui/meta-line'
import { Tag } from '@/ui/tag'
import type { FullResume } from '../api'
import { formatIsoDay } from '../format'
import './evaluations-card.scss'
import './text-cards.scss'

type Whole = FullResume['employeeEvaluations'][number]
/** `improvements` is present for staff only. */
type Evaluation = Omit<Whole, 'improvements'> & Partial<Pick<Whole, 'improvements'>>

const KINDS: Record<Evaluation['evaluationType'], string> = {
  daily: '日常评价',
  monthly: '月度评价',
  contract_end: '下户评价',
  special: '专项评价',
}

interface EvaluationsCardProps {
  readonly evaluations: readonly Evaluation[]
  readonly tags: FullResume['recommendationTags']
}

export function EvaluationsCard({ evaluations, tags }: EvaluationsCardProps) {
  if (evaluations.length === 0 && tags.length === 0) return null
  return (
    <Card
      title="评价"
      aside={evaluations.length > 0 ? <View className="rd-note__aside">最近{evaluations.length}条</View> : undefined}
    >
      {tags.length > 0 ? (
        <View className="rd-often">
          <View className="rd-often__title">大家常说</View>
          <View className="rd-words">
            {tags.map(({ tag, count }) => (
              <View className="rd-words__one" key={tag}>
                {count > 1 ? `${tag} ${count}` : tag}
              </View>
            ))}
          </View>
        </View>
      ) : null}
      {evaluations.map((one) => (
        <EvaluationPart key={one.id} one={one} />
      ))}
    </Card>
  )
}

function EvaluationPart({ one }: { readonly one: Evaluation }) {
  return (
    <View className="rd-evaluation">
      <View className="rd-evaluation__head">
        <View className="rd-evaluation__score">{one.overallRating}分</View>
        {one.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </View>
      <View className="rd-evaluation__text">{one.comment}</View>
      {one.strengths ? <View className="rd-evaluation__more">好在：{one.strengths}</View> : null}
      {one.improvements ? <View className="rd-evaluation__more">要改：{one.improvements}</View> : null}
      <MetaLine
        tone="ink-3"
        facts={[one.evaluatorName, KINDS[one.evaluationType], formatIsoDay(one.evaluationDate, serverNow())]}
      />
    </View>
  )
}
