import { createElement, forwardRef, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'

// Plain elements instead of Taro's: what a test asks for is text, roles and what a tap or a keystroke does.
interface Props {
  readonly children?: ReactNode
  readonly className?: string
  readonly id?: string
  readonly style?: object
  readonly role?: string
  readonly ariaLabel?: string
  readonly ariaChecked?: 'true' | 'false'
  readonly ariaSelected?: 'true' | 'false'
  readonly ariaDisabled?: 'true' | 'false'
  readonly ariaCurrent?: 'true'
  readonly tabIndex?: number
  readonly src?: string
  readonly onClick?: (event: unknown) => void
}

const plain = (props: Props) => ({
  className: props.className,
  id: props.id,
  style: props.style,
  role: props.role,
  tabIndex: props.tabIndex,
  'aria-label': props.ariaLabel,
  'aria-checked': props.ariaChecked,
  'aria-selected': props.ariaSelected,
  'aria-disabled': props.ariaDisabled,
  'aria-current': props.ariaCurrent,
  onClick: props.onClick,
})

const as = (tag: 'div' | 'span' | 'button') =>
  forwardRef<HTMLElement, Props>((props, ref) => createElement(tag, { ...plain(props), ref }, props.children))

export const View = as('div')
export const Text = as('span')
export const ScrollView = as('div')
export const Button = as('button')
export const Image = (props: Props) => <img {...plain(props)} src={props.src} alt="" />

interface InputProps extends Props {
  readonly defaultValue?: string
  readonly placeholder?: string
  readonly maxlength?: number
  readonly disabled?: boolean
  readonly password?: boolean
  readonly nativeProps?: Readonly<Record<string, string>>
  readonly onInput?: (event: { detail: { value: string } }) => void
  readonly onFocus?: () => void
  readonly onBlur?: () => void
  readonly onConfirm?: () => void
}

const typed = (props: InputProps) => ({
  ...plain(props),
  ...props.nativeProps,
  defaultValue: props.defaultValue,
  placeholder: props.placeholder,
  maxLength: props.maxlength,
  disabled: props.disabled,
  onFocus: props.onFocus,
  onBlur: props.onBlur,
  onInput: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement>) =>
    props.onInput?.({ detail: { value: event.currentTarget.value } }),
})

export const Input = (props: InputProps) => (
  <input
    {...typed(props)}
    type={props.password ? 'password' : 'text'}
    onKeyDown={(event: KeyboardEvent) => {
      if (event.key === 'Enter') props.onConfirm?.()
    }}
  />
)

export const Textarea = (props: InputProps) => <textarea {...typed(props)} />
