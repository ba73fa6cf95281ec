import { View } from '@tarojs/components'
import type { CSSProperties } from 'react'
import './ring.scss'

export interface RingProps {
  readonly value: number
  readonly of?: number
  /** What is counted, for a screen reader: 匹配分. */
  readonly label: string
}

/** A score. The arc has one colour for all values: the verdict stands beside it in words. */
export function Ring({ value, of = 100, label }: RingProps) {
  const share = Math.max(0, Math.min(1, value / of))
  const style = { '--share': `${Math.round(share * 360)}deg` } as CSSProperties
  return (
    <View className="q-ring" style={style} role="img" ariaLabel={`${label}${value}，满分${of}`}>
      <View className="q-ring__arc" />
      <View className="q-ring__in">
        <View className="q-ring__n">{value}</View>
        <View className="q-ring__of">满分{of}</View>
      </View>
    </View>
  )
}
