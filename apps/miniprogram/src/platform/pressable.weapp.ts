import type { PressAttributes, PressState } from './pressable.types'

export const pressable = ({ role = 'button', label, on, disabled }: PressState): PressAttributes => ({
  ariaRole: role,
  ...(label === undefined ? {} : { ariaLabel: label }),
  ...(on === undefined ? {} : role === 'tab' ? { ariaSelected: String(on) } : { ariaChecked: String(on) }),
  ...(disabled ? { ariaDisabled: 'true' } : {}),
})
