import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import type { CardFact, CardField } from './card-fields'
import { FactRow } from './fact-row'

export interface ProposalsProps {
  readonly facts: readonly CardFact[]
  readonly current: (field: CardField) => string
  readonly taken: readonly CardField[]
  readonly onToggle: (field: CardField) => void
  readonly keeps: boolean
  readonly onKeep: (keeps: boolean) => void
}

export function Proposals({ facts, current, taken, onToggle, keeps, onKeep }: ProposalsProps) {
  return (
    <>
      <View className="ic-q">
        <View className="ic-q__title">读出来这些，对不对？</View>
        <View className="ic-q__note">勾上的才填进去，不对的去掉勾自己改</View>
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
      <Card>
        <Tap
          className={keeps ? 'ic-fact__tick ic-fact__tick--on' : 'ic-fact__tick'}
          role="checkbox"
          on={keeps}
          onTap={() => onKeep(!keeps)}
        >
          <View className="ic-fact__box">{keeps ? <Icon name="check" size="xs" /> : null}</View>
          <View className="ic-fact__text">
            <View className="ic-fact__value">把照片留作我的身份证照片</View>
            <View className="ic-fact__now">只有您和经办的同事看得到，谁看过都有记录。不勾就删掉。</View>
          </View>
        </Tap>
      </Card>
    </>
  )
}
