import { Input, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { inputKind } from '@/platform/input-kind'
import type { Keyboard } from '@/platform/input-kind.types'
import { classNames } from './class-names'
import { FieldFrame, type FieldFrameProps } from './field-frame'
import { IconButton } from './icon-button'
import { usePushed } from './use-pushed'

export interface FieldProps {
  readonly value: string
  /** Pass the text on unchanged: a value that differs from the typed text resets the field. */
  readonly onInput: (value: string) => void
  readonly label?: string | undefined
  readonly placeholder?: string | undefined
  readonly hint?: string | undefined
  /** A sentence that names the gap: 手机号要11位，还差6位。 */
  readonly error?: FieldFrameProps['error']
  readonly keyboard?: Keyboard
  readonly maxLength?: number
  readonly counter?: boolean
  readonly disabled?: boolean
  readonly focus?: boolean
  readonly trail?: ReactNode
  readonly onBlur?: (() => void) | undefined
  readonly onDone?: (() => void) | undefined
  /** row: a line of a card, label on the left. */
  readonly look?: 'box' | 'row'
}

export function Field(props: FieldProps) {
  const { value, onInput, label, placeholder = '', keyboard = 'text', maxLength = 140, disabled = false } = props
  const [active, setActive] = useState(false)
  const [visible, setVisible] = useState(false)
  const pushed = usePushed(value)
  const secret = keyboard === 'password'
  const kind = inputKind(keyboard, label ?? placeholder)
  return (
    <FieldFrame {...props} active={active} count={props.counter ? value.length : undefined} maxLength={maxLength}>
      <Input
        key={pushed.generation}
        className={classNames('q-field__input', disabled && 'q-field__input--off')}
        defaultValue={pushed.value}
        {...kind}
        password={kind.password && !visible}
        placeholder={placeholder}
        placeholderClass="q-field__ph"
        maxlength={maxLength}
        disabled={disabled}
        focus={props.focus ?? false}
        onInput={(event) => onInput(pushed.typed(event.detail.value))}
        onFocus={() => setActive(true)}
        onBlur={() => {
          setActive(false)
          props.onBlur?.()
        }}
        onConfirm={() => props.onDone?.()}
      />
      {secret ? (
        <IconButton
          icon={visible ? 'eye-off' : 'eye'}
          label={visible ? '藏起密码' : '看一眼密码'}
          onTap={() => setVisible(!visible)}
        />
      ) : null}
      {props.trail ? <View className="q-field__trail">{props.trail}</View> : null}
    </FieldFrame>
  )
}
