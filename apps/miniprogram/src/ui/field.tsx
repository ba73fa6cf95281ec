import { Input, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { inputKind } from '@/platform/input-kind'
import type { Keyboard } from '@/platform/input-kind.types'
import { classNames } from './class-names'
import { CURSOR_SPACING } from './cursor-spacing'
import { FieldFrame, type FieldFrameProps } from './field-frame'
import { IconButton } from './icon-button'
import { overLimit } from './text-limit'
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
  /** A longer text stays, with a sentence that says by how much it is too long. */
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

/** A native limit would cut off what is pasted, and say nothing. */
export const NO_MAX = -1

export function Field(props: FieldProps) {
  const { value, onInput, label, placeholder = '', keyboard = 'text', maxLength = 140, disabled = false } = props
  const [active, setActive] = useState(false)
  const [visible, setVisible] = useState(false)
  const pushed = usePushed(value)
  const secret = keyboard === 'password'
  const kind = inputKind(keyboard, label ?? placeholder)
  const over = overLimit(value, maxLength)
  const count = props.counter || over ? value.length : undefined
  return (
    <FieldFrame {...props} error={over ?? props.error} active={active} count={count} maxLength={maxLength}>
      <Input
        key={pushed.generation}
        className={classNames('q-field__input', disabled && 'q-field__input--off')}
        defaultValue={pushed.value}
        {...kind}
        password={kind.password && !visible}
        placeholder={placeholder}
        placeholderClass="q-field__ph"
        maxlength={NO_MAX}
        cursorSpacing={CURSOR_SPACING}
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
