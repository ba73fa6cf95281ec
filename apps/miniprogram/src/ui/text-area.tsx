import { Textarea } from '@tarojs/components'
import { useState } from 'react'
import { inputLabel } from '@/platform/input-kind'
import { FieldFrame, type FieldFrameProps } from './field-frame'
import { usePushed } from './use-pushed'

export interface TextAreaProps {
  readonly value: string
  /** Pass the text on unchanged: a value that differs from the typed text resets the field. */
  readonly onInput: (value: string) => void
  readonly label?: string | undefined
  readonly placeholder?: string | undefined
  readonly hint?: string | undefined
  readonly error?: FieldFrameProps['error']
  readonly maxLength?: number
  readonly counter?: boolean
  readonly disabled?: boolean
  readonly onBlur?: (() => void) | undefined
}

export function TextArea(props: TextAreaProps) {
  const { value, onInput, label, placeholder = '', maxLength = 500, counter = true, disabled = false } = props
  const [active, setActive] = useState(false)
  const pushed = usePushed(value)
  return (
    <FieldFrame {...props} tall active={active} count={counter ? value.length : undefined} maxLength={maxLength}>
      <Textarea
        key={pushed.generation}
        className="q-field__area"
        defaultValue={pushed.value}
        placeholder={placeholder}
        placeholderClass="q-field__ph"
        maxlength={maxLength}
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
