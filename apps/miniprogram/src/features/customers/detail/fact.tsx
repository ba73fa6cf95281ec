import { View } from '@tarojs/components'

export interface FactProps {
  readonly label: string
  readonly value: string | null | undefined | false
  readonly pay?: boolean
}

/** A line of a card; renders nothing without a value. */
export function Fact({ label, value, pay = false }: FactProps) {
  if (!value) return null
  return (
    <View className="cd-fact">
      <View className="cd-fact__k">{label}</View>
      <View className={pay ? 'cd-fact__v cd-fact__v--pay' : 'cd-fact__v'}>{value}</View>
    </View>
  )
}
