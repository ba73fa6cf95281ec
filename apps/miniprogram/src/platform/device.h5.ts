import type { BarGeometry } from './device.types'

const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

export const barGeometry = (): BarGeometry => ({ statusBar: 0, navBar: 44, capsule: 0 })

const SIZES = ['medium', '16px'] as const

/**
 * The size of type that is set in the browser, against our own unit: where a browser enlarges every size by itself, as
 * WeChat's does on Android, both grow and the app stays at 1.
 */
export function systemScale(): number {
  const probe = document.body.appendChild(document.createElement('div'))
  const [set = 0, unit = 0] = SIZES.map((size) => {
    probe.style.fontSize = size
    return Number.parseFloat(getComputedStyle(probe).fontSize)
  })
  probe.remove()
  return set / unit || 1
}

export const prefersDark = (): boolean => dark().matches

export function onSystemTheme(listener: (dark: boolean) => void): () => void {
  const query = dark()
  const handler = (event: MediaQueryListEvent) => listener(event.matches)
  query.addEventListener('change', handler)
  return () => query.removeEventListener('change', handler)
}

export const windowHeight = (): number => window.innerHeight
