import { View } from '@tarojs/components'
import { Icon } from './icon'
import './trust-light.scss'

export interface TrustLightProps {
  readonly state: 'ok' | 'warn' | 'bad'
  readonly text: string
}

const icons = { ok: 'light-ok', warn: 'light-warn', bad: 'light-bad' } as const

/** The shape carries the meaning: tick in a circle, triangle, crossed octagon. */
export function TrustLight({ state, text }: TrustLightProps) {
  return (
    <View className={`q-light q-light--${state}`}>
      <Icon name={icons[state]} className="q-light__i" />
      <View>{text}</View>
    </View>
  )
}
