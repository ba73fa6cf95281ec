import Taro from '@tarojs/taro'
import { tabColors, tabIcons, type TabItem } from './tab-item'

export function showTheme(_theme: 'system' | 'light' | 'dark', dark: boolean, _scale: number): void {
  const backgroundColor = dark ? '#0E1312' : '#F2F5F3'
  const settled = [
    Taro.setBackgroundColor({
      backgroundColor,
      backgroundColorTop: backgroundColor,
      backgroundColorBottom: backgroundColor,
    }),
    Taro.setBackgroundTextStyle({ textStyle: dark ? 'light' : 'dark' }),
    Taro.setNavigationBarColor({ frontColor: dark ? '#ffffff' : '#000000', backgroundColor }),
  ]
  // Colours around the page only, so a base library may refuse them.
  settled.forEach((step) => void step.catch(() => undefined))
}

export async function showTabs(tabs: readonly TabItem[], dark: boolean): Promise<boolean> {
  try {
    await Taro.setTabBarStyle(dark ? tabColors.dark : tabColors.light)
    await Promise.all(
      tabs.map(({ text, icon }, index) => Taro.setTabBarItem({ index, text, ...tabIcons('', icon, dark) })),
    )
    return true
  } catch {
    return false
  }
}

export async function showTabBadge(index: number, count: number): Promise<boolean> {
  try {
    await (count > 0
      ? Taro.setTabBarBadge({ index, text: count > 99 ? '99+' : String(count) })
      : Taro.removeTabBarBadge({ index }))
    return true
  } catch {
    return false
  }
}
