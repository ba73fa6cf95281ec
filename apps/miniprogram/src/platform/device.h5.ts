import type { BarGeometry } from './device.types'

const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

export const barGeometry = (): BarGeometry => ({ statusBar: 0, navBar: 44, capsule: 0 })

// Browsers zoom pages by themselves, so the app starts at 1 and the person chooses.
export const systemScale = (): number => 1

export const prefersDark = (): boolean => dark().matches

export function onSystemTheme(listener: (dark: boolean) => void): () => void {
  const query = dark()
  const handler = (event: MediaQueryListEvent) => listener(event.matches)
  query.addEventListener('change', handler)
  return () => query.removeEventListener('change', handler)
}

export const windowHeight = (): number => window.innerHeight
