import type { InputKind, InputLabel, Keyboard } from './input-kind.types'

// type="number" would drop leading zeros and offer arrows, so only the on-screen keyboard is asked for.
const hints: Record<Keyboard, Record<string, unknown>> = {
  text: {},
  number: { inputMode: 'numeric' },
  digit: { inputMode: 'decimal' },
  phone: { inputMode: 'tel', autocomplete: 'tel' },
  idcard: { autocapitalize: 'characters' },
  password: { autocomplete: 'current-password' },
  code: { inputMode: 'numeric', autocomplete: 'one-time-code' },
  username: { autocomplete: 'username', autocapitalize: 'none' },
}

export const inputKind = (keyboard: Keyboard, label: string): InputKind => ({
  type: 'text',
  password: keyboard === 'password',
  nativeProps: { ...hints[keyboard], 'aria-label': label },
})

export const inputLabel = (label: string): InputLabel => ({ nativeProps: { 'aria-label': label } })
