import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import './field.scss'

export interface FormRowProps {
  readonly label: string
  readonly value?: ReactNode
  /** Right of the value: a Switch, a small Button. */
  readonly trail?: ReactNode
}

/** A line of a form card that nothing is typed into, aligned with Field and PickerRow. */
export function FormRow({ label, value, trail }: FormRowProps) {
  return (
    <View className={classNames('q-field', 'q-field--row', trail !== undefined && 'q-field--trail')}>
      <View className="q-field__line">
        <View className="q-field__label">{label}</View>
        <View className="q-field__box">
          <View className="q-field__value">{value}</View>
          {trail}
        </View>
      </View>
    </View>
  )
}
