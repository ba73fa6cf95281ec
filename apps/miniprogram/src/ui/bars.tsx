import { View } from '@tarojs/components'
import { Card } from './card'
import './bars.scss'

/** The least length of a bar that is not empty, in percent. */
const LEAST = 2

export interface BarRow {
  readonly name: string
  readonly count: number
}

/** A card of bars, one a value, each as long as its share of the largest. Draws nothing where all are 0. */
export function Bars({ title, rows }: { readonly title: string; readonly rows: readonly BarRow[] }) {
  const most = Math.max(0, ...rows.map(({ count }) => count))
  if (most === 0) return null
  return (
    <Card title={title}>
      {rows.map(({ name, count }) => (
        <View key={name} className="q-bar">
          <View className="q-bar__k">{name}</View>
          <View className="q-bar__track">
            {count > 0 ? (
              <View
                className="q-bar__fill"
                style={{ width: `${Math.max(LEAST, Math.round((count / most) * 100))}%` }}
              />
            ) : null}
          </View>
          <View className="q-bar__n">{count}</View>
        </View>
      ))}
    </Card>
  )
}
