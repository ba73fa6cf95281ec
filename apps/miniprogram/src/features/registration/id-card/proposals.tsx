import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import type { CardField } from '@qingpin/contract/resumes/card.rules'
import type { CardFact } from './card-fields'
import { FactRow } from './fact-row'
import { StorePicture } from './store-picture'

export interface ProposalsProps {
  readonly facts: readonly CardFact[]
  readonly current: (field: CardField) => string
  readonly taken: readonly CardField[]
  readonly onToggle: (field: CardField) => void
  /** Whether the picture is kept; absent where it never is. */
  readonly keeping?: { readonly keeps: boolean; readonly onKeep: (keeps: boolean) => void }
}

export function Proposals({ facts, current, taken, onToggle, keeping }: ProposalsProps) {
  return (
    <>
      <View className="ic-q">
        <View className="ic-q__title">读出来这些，对不对？</View>
        <View className="ic-q__note">只填勾上的，不对的去掉勾</View>
      </View>
      <Card pad="rows">
        {facts.map((fact) => (
          <FactRow
            key={fact.field}
            fact={fact}
            current={current(fact.field)}
            on={taken.includes(fact.field)}
            onToggle={() => onToggle(fact.field)}
          />
        ))}
      </Card>
      {keeping ? <StorePicture {...keeping} /> : null}
    </>
  )
}
