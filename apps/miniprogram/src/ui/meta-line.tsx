import { View } from '@tarojs/components'
import { classNames } from './class-names'
import './meta-line.scss'

export interface MetaLineProps {
  /** Absent facts leave no gap. */
  readonly facts: readonly (string | false | null | undefined)[]
  /** One line that ends in …; otherwise it wraps between facts. */
  readonly cut?: boolean
  readonly tone?: 'ink-2' | 'ink-3'
}

export function MetaLine({ facts, cut = false, tone = 'ink-2' }: MetaLineProps) {
  const said = facts.filter((fact): fact is string => Boolean(fact))
  return (
    <View className={classNames('q-meta', cut && 'q-meta--cut', tone === 'ink-3' && 'q-meta--3')}>
      <View className="q-meta__in">
        {said.map((fact) => (
          <View className="q-meta__fact" key={fact}>
            {fact}
          </View>
        ))}
      </View>
    </View>
  )
}
