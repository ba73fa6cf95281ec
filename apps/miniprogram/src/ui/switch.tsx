import { View } from '@tarojs/components'
import { classNames } from './class-names'
import { Tap } from './tap'
import './switch.scss'

export interface SwitchProps {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  /** What is switched, said by a screen reader. */
  readonly label: string
  readonly disabled?: boolean
}

export function Switch({ on, onChange, label, disabled = false }: SwitchProps) {
  return (
    <Tap
      className={classNames('q-switch', on && 'q-switch--on', disabled && 'q-switch--off')}
      role="switch"
      on={on}
      label={label}
      disabled={disabled}
      onTap={() => onChange(!on)}
    >
      <View className="q-switch__track">
        <View className="q-switch__knob" />
      </View>
    </Tap>
  )
}
