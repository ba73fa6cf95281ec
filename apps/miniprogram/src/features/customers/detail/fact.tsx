import { View } from '@tarojs/components'
import { Tap } from '@/ui/tap'

export interface FactProps {
  readonly label: string
  readonly value: string | null | undefined | false
  readonly pay?: boolean
  /** Changes it where it is read. */
  readonly onTap?: (() => void) | undefined
}

/** A line of a card; renders nothing without a value. */
export function Fact({ label, value, pay = false, onTap }: FactProps) {
  if (!value) return null
  const inside = (
    <>
      <View className="cd-fact__k">{label}</View>
      <View className={pay ? 'cd-fact__v cd-fact__v--pay' : 'cd-fact__v'}>{value}</View>
    </>
  )
  if (!onTap) return <View className="cd-fact">{inside}</View>
  return (
    <Tap className="cd-fact cd-fact--tap" label={`${label}：${value}，改`} onTap={onTap}>
      {inside}
    </Tap>
  )
}
