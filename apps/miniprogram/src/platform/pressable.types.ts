export type PressRole = 'button' | 'link' | 'radio' | 'checkbox' | 'switch' | 'tab'

export interface PressState {
  readonly role?: PressRole | undefined
  readonly label?: string | undefined
  readonly on?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** What it leads to is in front. */
  readonly current?: boolean | undefined
}

export interface PressAttributes {
  ariaLabel?: string
  ariaRole?: string
  ariaChecked?: string
  ariaSelected?: string
  ariaDisabled?: string
  ariaCurrent?: string
  role?: string
  tabIndex?: number
}
