import { View } from '@tarojs/components'
import { classNames } from './class-names'
import { FieldError } from './field-frame'
import { Icon } from './icon'
import { Tap } from './tap'
import './field.scss'

export interface PickerRowProps {
  readonly label: string
  /** What has been chosen, in words; empty shows the placeholder. */
  readonly value: string
  readonly placeholder?: string
  readonly onTap: () => void
  readonly error?: string | undefined
  readonly look?: 'box' | 'row'
}

export function PickerRow({ label, value, placeholder = '请选择', onTap, error, look = 'row' }: PickerRowProps) {
  return (
    <Tap
      className={classNames('q-field', `q-field--${look}`)}
      onTap={onTap}
      label={`${label}，${value || placeholder}`}
    >
      <View className="q-field__line">
        <View className="q-field__label">{label}</View>
        <View className={classNames('q-field__box', error && 'q-field__box--bad')}>
          <View className={classNames('q-field__value', !value && 'q-field__value--none')}>{value || placeholder}</View>
          <Icon name={look === 'row' ? 'right' : 'down'} size="s" className="q-field__go" />
        </View>
      </View>
      {error ? (
        <View className="q-field__foot">
          <FieldError text={error} />
        </View>
      ) : null}
    </Tap>
  )
}
