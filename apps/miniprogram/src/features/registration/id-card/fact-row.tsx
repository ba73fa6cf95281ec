import { View } from '@tarojs/components'
import { useState } from 'react'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { CARD_LABELS, sameValue, formatCardValue, type CardFact } from './card-fields'

interface FactRowProps {
  readonly fact: CardFact
  /** What the form says now. */
  readonly current: string
  readonly on: boolean
  readonly onToggle: () => void
}

/** One value read from the card, to be ticked; the value that it would replace is shown below. */
export function FactRow({ fact: { field, value, warning }, current, on, onToggle }: FactRowProps) {
  const [shown, setShown] = useState(false)
  const label = CARD_LABELS[field]
  const hidden = field === 'idNumber' && !shown
  const words = hidden ? formatCardValue(field, value) : field === 'idNumber' ? value : formatCardValue(field, value)
  const differs = current !== '' && !sameValue(field, current, value)
  return (
    <View className="ic-fact">
      <Tap
        className={classNames('ic-fact__tick', on && 'ic-fact__tick--on')}
        role="checkbox"
        on={on}
        label={`${label}，${words}`}
        onTap={onToggle}
      >
        <View className="ic-fact__box">{on ? <Icon name="check" size="xs" /> : null}</View>
        <View className="ic-fact__text">
          <View className="ic-fact__label">{label}</View>
          <View className="ic-fact__value">{words}</View>
          {differs ? (
            <View className="ic-fact__now">现在填的是{formatCardValue(field, current)}，勾上就换掉</View>
          ) : null}
          {warning ? <View className="ic-fact__warning">{warning}</View> : null}
        </View>
      </Tap>
      {field === 'idNumber' ? (
        <Tap className="ic-fact__show" label={shown ? '遮住身份证号' : '显示身份证号'} onTap={() => setShown(!shown)}>
          {shown ? '遮住' : '显示'}
        </Tap>
      ) : null}
    </View>
  )
}
