import type { InputKind, InputLabel, Keyboard } from './input-kind.types'

const types: Record<Keyboard, InputKind['type']> = {
  text: 'text',
  number: 'number',
  digit: 'digit',
  phone: 'number',
  idcard: 'idcard',
  password: 'text',
  code: 'number',
  username: 'text',
}

export const inputKind = (keyboard: Keyboard, label: string): InputKind => ({
  type: types[keyboard],
  password: keyboard === 'password',
  ariaLabel: label,
})

export const inputLabel = (label: string): InputLabel => ({ ariaLabel: label })
