import { create } from 'zustand'
import { onSystemTheme, prefersDark, systemScale } from '@/platform/device'
import { getStored, setStored } from '@/platform/storage'
import { showTheme } from '@/platform/theme'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const scales = [1, 1.25, 1.5, 1.75] as const
export type Scale = (typeof scales)[number]

export const CARE_FROM: Scale = 1.25

const KEY = 'appearance'

interface Choice {
  readonly theme: Theme
  /** The chosen type size; absent while the phone's own size applies. */
  readonly scale?: Scale
}

interface Appearance {
  readonly theme: Theme
  readonly scale: Scale
  readonly dark: boolean
  readonly setTheme: (theme: Theme) => void
  readonly setScale: (scale: Scale) => void
}

/** The smallest of our sizes that is not below what was asked for. */
const snapUp = (asked: number): Scale => scales.find((scale) => scale >= asked - 0.01) ?? 1.75

const isDark = (theme: Theme): boolean => (theme === 'system' ? prefersDark() : theme === 'dark')

function readChoice(): Choice {
  const stored = getStored(KEY)
  if (typeof stored !== 'object' || stored === null) return { theme: 'system' }
  const { theme, scale } = stored as { theme?: unknown; scale?: unknown }
  const known = scales.find((one) => one === scale)
  return { theme: themes.find((one) => one === theme) ?? 'system', ...(known ? { scale: known } : {}) }
}

let choice = readChoice()

function choose(next: Choice): void {
  choice = next
  setStored(KEY, choice)
}

export const useAppearance = create<Appearance>((set) => ({
  theme: choice.theme,
  scale: choice.scale ?? snapUp(systemScale()),
  dark: isDark(choice.theme),
  setTheme(theme) {
    choose({ ...choice, theme })
    set({ theme, dark: isDark(theme) })
  },
  setScale(scale) {
    choose({ ...choice, scale })
    set({ scale })
  },
}))

/** Once at launch: shows the chosen theme and follows the phone's. */
export function startAppearance(): void {
  const show = ({ theme, dark, scale }: Appearance) => showTheme(theme, dark, scale)
  onSystemTheme((dark) => {
    if (useAppearance.getState().theme === 'system') useAppearance.setState({ dark })
  })
  useAppearance.subscribe(show)
  show(useAppearance.getState())
}
