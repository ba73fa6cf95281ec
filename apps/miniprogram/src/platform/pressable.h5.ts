import type { PressAttributes, PressState } from './pressable.types'

export const pressable = ({ role = 'button', label, on, disabled }: PressState): PressAttributes => ({
  role,
  tabIndex: disabled ? -1 : 0,
  ...(label === undefined ? {} : { ariaLabel: label }),
  ...(on === undefined ? {} : role === 'tab' ? { ariaSelected: String(on) } : { ariaChecked: String(on) }),
  ...(disabled ? { ariaDisabled: 'true' } : {}),
})

// Custom elements are no buttons to a browser: Enter and Space have to be turned into the tap they stand for.
document.addEventListener('keydown', (event) => {
  const target = event.target
  if (!(target instanceof HTMLElement) || !/^TARO-(VIEW|BUTTON)-CORE$/.test(target.tagName)) return
  if (!target.hasAttribute('role') || (event.key !== 'Enter' && event.key !== ' ')) return
  event.preventDefault()
  target.click()
})
