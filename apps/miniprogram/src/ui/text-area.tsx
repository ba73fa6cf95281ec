import { Textarea } from '@tarojs/components'
import { useState } from 'react'
import { inputLabel } from '@/platform/input-kind'
import { CURSOR_SPACING } from './cursor-spacing'
import { NO_MAX } from './field'
import { FieldFrame, type FieldFrameProps } from './field-frame'
import { overLimit } from './text-limit'
import { usePushed } from './use-pushed'

export interface TextAreaProps {
  readonly value: string
  /** Pass the text on unchanged: a value that differs from the typed text resets the field. */
  readonly onInput: (value: string) => void
  readonly label?: string | undefined
  readonly placeholder?: string | undefined
  readonly hint?: string | undefined
  readonly error?: FieldFrameProps['error']
  /** A longer text stays, with a sentence that says by how much it is too long. */
  readonly maxLength?: number
  readonly counter?: boolean
  readonly disabled?: boolean
  readonly onBlur?: (() => void) | undefined
}

export function TextArea(props: TextAreaProps) {
  const { value, onInput, label, placeholder = '', maxLength = 500, counter = true, disabled = false } = props
  const [active, setActive] = useState(false)
  const pushed = usePushed(value)
  const over = overLimit(value, maxLength)
  const count = counter || over ? value.length : undefined
  return (
    <FieldFrame {...props} error={over ?? props.error} tall active={active} count={count} maxLength={maxLength}>
      <Textarea
        key={pushed.generation}
        className="q-field__area"
        defaultValue={pushed.value}
        placeholder={placeholder}
        placeholderClass="q-field__ph"
        maxlength={NO_MAX}
        cursorSpacing={CURSOR_SPACING}
        disabled={disabled}
        {...inputLabel(label ?? placeholder)}
        onInput={(event) => onInput(pushed.typed(event.detail.value))}
        onFocus={() => setActive(true)}
        onBlur={() => {
          setActive(false)
          props.onBlur?.()
        }}
      />
    </FieldFrame>
  )
}
