import type { PressAttributes, PressState } from './pressable.types'

export const pressable = ({ role = 'button', label, on, disabled, current }: PressState): PressAttributes => ({
  role,
  tabIndex: disabled ? -1 : 0,
  ...(label === undefined ? {} : { ariaLabel: label }),
  ...(on === undefined ? {} : role === 'tab' ? { ariaSelected: String(on) } : { ariaChecked: String(on) }),
  ...(disabled ? { ariaDisabled: 'true' } : {}),
  ...(current ? { ariaCurrent: 'true' } : {}),
})

// Browsers do not treat custom elements as buttons: Enter and Space are turned into taps here. Ctrl Enter saves instead.
document.addEventListener('keydown', (event) => {
  const target = event.target
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (!(target instanceof HTMLElement) || !/^TARO-(VIEW|BUTTON)-CORE$/.test(target.tagName)) return
  if (!target.hasAttribute('role') || (event.key !== 'Enter' && event.key !== ' ')) return
  event.preventDefault()
  target.click()
})
