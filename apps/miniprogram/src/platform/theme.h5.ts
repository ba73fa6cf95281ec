import Taro from '@tarojs/taro'
import { tabColors, tabIcons, type TabItem } from './tab-item'

export function showTheme(theme: 'system' | 'light' | 'dark', _dark: boolean, scale: number): void {
  const { classList, style } = document.body
  classList.remove('theme-light', 'theme-dark')
  if (theme !== 'system') classList.add(`theme-${theme}`)
  style.setProperty('--scale', String(scale))
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

// A call before the tab bar listens is lost, and its promise never settles.
async function tabBarListens(): Promise<void> {
  for (let waited = 0; waited < 5000 && !document.querySelector('taro-tabbar .weui-tabbar'); waited += 20)
    await pause(20)
  await pause(20)
}

const kept = new Map<string, HTMLImageElement>()

/** Loads the pictures of the tabs in advance: one that is requested when its tab is chosen would be missing offline. */
function holdPicture(path: string): void {
  if (kept.has(path)) return
  const picture = new Image()
  picture.src = path
  kept.set(path, picture)
}

export async function showTabs(tabs: readonly TabItem[], dark: boolean): Promise<boolean> {
  try {
    tabs.forEach(({ icon }) => Object.values(tabIcons('/', icon, dark)).forEach(holdPicture))
    await tabBarListens()
    await Taro.setTabBarStyle(dark ? tabColors.dark : tabColors.light)
    await Promise.all(
      tabs.map(({ text, icon }, index) => Taro.setTabBarItem({ index, text, ...tabIcons('/', icon, dark) })),
    )
    return true
  } catch {
    return false
  }
}

export async function showTabBadge(index: number, count: number): Promise<boolean> {
  try {
    await tabBarListens()
    await (count > 0
      ? Taro.setTabBarBadge({ index, text: count > 99 ? '99+' : String(count) })
      : Taro.removeTabBarBadge({ index }))
    return true
  } catch {
    return false
  }
}

// Taro's tab bar links to `javascript:`, which our content policy refuses; its click handler is enough.
document.addEventListener(
  'click',
  (event) => {
    if (event.target instanceof Element && event.target.closest('a[href^="javascript:"]')) event.preventDefault()
  },
  true,
)
