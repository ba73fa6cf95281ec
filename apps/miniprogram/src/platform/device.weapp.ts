import Taro from '@tarojs/taro'
import type { BarGeometry } from './device.types'

const fallback: BarGeometry = { statusBar: 20, navBar: 44, capsule: 103 }
/** As tall as any phone, where it does not say. */
const TALL = 1000
let geometry: BarGeometry | undefined

export function barGeometry(): BarGeometry {
  geometry ??= measure()
  return geometry
}

function measure(): BarGeometry {
  try {
    const { statusBarHeight = fallback.statusBar, windowWidth } = Taro.getWindowInfo()
    const capsule = Taro.getMenuButtonBoundingClientRect()
    if (!(capsule.width > 0)) return { ...fallback, statusBar: statusBarHeight }
    // The capsule sits in the middle of the bar; 8 px of air on its left keep a title from touching it.
    const navBar = Math.max(40, (capsule.top - statusBarHeight) * 2 + capsule.height)
    return { statusBar: statusBarHeight, navBar, capsule: windowWidth - capsule.left + 8 }
  } catch {
    return fallback
  }
}

export function systemScale(): number {
  try {
    // Taro's types are older than these two; the second is what base libraries before 3.7 have.
    const info: object = Taro.getAppBaseInfo()
    if ('fontSizeScaleFactor' in info) return Number(info.fontSizeScaleFactor) || 1
    return 'fontSizeSetting' in info ? Number(info.fontSizeSetting) / 16 || 1 : 1
  } catch {
    return 1
  }
}

export function prefersDark(): boolean {
  try {
    return Taro.getAppBaseInfo().theme === 'dark'
  } catch {
    return false
  }
}

export function onSystemTheme(listener: (dark: boolean) => void): () => void {
  const handler = ({ theme }: { theme: string }) => listener(theme === 'dark')
  try {
    Taro.onThemeChange(handler)
    return () => Taro.offThemeChange(handler)
  } catch {
    return () => undefined
  }
}

export function windowHeight(): number {
  try {
    return Taro.getWindowInfo().windowHeight
  } catch {
    return TALL
  }
}
