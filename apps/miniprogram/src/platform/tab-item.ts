export type TabIcon = 'home' | 'desk' | 'doc' | 'users' | 'assistant' | 'video' | 'user'

export interface TabItem {
  readonly text: string
  readonly icon: TabIcon
}

export const tabColors = {
  light: { color: '#5F6E68', selectedColor: '#0A6B60', backgroundColor: '#FFFFFF', borderStyle: 'black' as const },
  dark: { color: '#93A19B', selectedColor: '#63C7B6', backgroundColor: '#171E1C', borderStyle: 'black' as const },
}

export const tabIcons = (root: string, icon: TabIcon, dark: boolean) => ({
  iconPath: `${root}assets/tab/${icon}-${dark ? 'dark' : 'light'}.png`,
  selectedIconPath: `${root}assets/tab/${icon}-${dark ? 'dark' : 'light'}-on.png`,
})
