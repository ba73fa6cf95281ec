import { Text, View } from '@tarojs/components'
import { useEffect, type ReactNode } from 'react'
import { copyText } from '@/platform/clipboard'
import { classNames } from './class-names'
import { showFirstProblem } from './first-problem'
import { Icon } from './icon'
import { Tap } from './tap'
import type { Problem } from './read-error'
import { toast } from './toast'
import './field.scss'

export interface FieldFrameProps {
  readonly children: ReactNode
  readonly label?: string | undefined
  readonly hint?: string | undefined
  readonly error?: string | Problem | undefined
  readonly active: boolean
  readonly count?: number | undefined
  readonly maxLength?: number | undefined
  readonly look?: 'box' | 'row' | undefined
  readonly tall?: boolean
}

/** Label, border, hint, error and counter around an input. */
export function FieldFrame(props: FieldFrameProps) {
  const { children, label, hint, error, active, count, maxLength, look = 'box', tall } = props
  const box = classNames(
    'q-field__box',
    active && 'q-field__box--active',
    error && 'q-field__box--bad',
    tall && 'q-field__box--tall',
  )
  return (
    <View className={classNames('q-field', `q-field--${look}`)}>
      <View className="q-field__line">
        {label ? <View className="q-field__label">{label}</View> : null}
        <View className={box}>{children}</View>
      </View>
      {error || hint || count !== undefined ? (
        <View className="q-field__foot">
          {error ? (
            <FieldError {...(typeof error === 'string' ? { text: error } : error)} />
          ) : (
            <View className="q-field__hint">{hint}</View>
          )}
          {count === undefined ? null : (
            <Text className="q-field__count">
              {count}/{maxLength}
            </Text>
          )}
        </View>
      ) : null}
    </View>
  )
}

/** A sentence about an error; for unexpected errors with a reference that can be copied. */
export function FieldError({ text, reference }: Problem) {
  const copy = async (what: string) => {
    if (await copyText(what)) toast('编号复制好了')
  }
  useEffect(showFirstProblem, [text])
  return (
    <View className="q-field__error" role="alert">
      <Icon name="alert" size="xs" />
      <View className="q-field__errtext">{text}</View>
      {reference ? (
        <Tap className="q-field__copy" onTap={() => void copy(reference)}>
          复制编号
        </Tap>
      ) : null}
    </View>
  )
}
