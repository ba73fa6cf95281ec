import { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { showTabBadge, showTabs } from '@/platform/theme'
import type { TabItem } from '@/platform/tab-item'
import { useAppearance } from './appearance'

export type TabRole = 'personal' | 'staff'

const tabs: Record<TabRole, readonly TabItem[]> = {
  personal: [
    { text: '首页', icon: 'home' },
    { text: '简历', icon: 'doc' },
    { text: 'AI 顾问', icon: 'assistant' },
    { text: '面试', icon: 'video' },
    { text: '我的', icon: 'user' },
  ],
  staff: [
    { text: '工作台', icon: 'desk' },
    { text: '客户', icon: 'users' },
    { text: 'AI 顾问', icon: 'assistant' },
    { text: '面试', icon: 'video' },
    { text: '我的', icon: 'user' },
  ],
}

let role: TabRole = 'personal'
let asked = ''

async function refresh(): Promise<void> {
  const { dark } = useAppearance.getState()
  const wanted = `${role} ${dark}`
  if (asked === wanted) return
  asked = wanted
  const taken = await showTabs(tabs[role], dark)
  if (!taken && asked === wanted) asked = ''
}

/** The tabs in the order of app.config.ts. */
const ORDER = ['home', 'records', 'assistant', 'interviews', 'me'] as const

const badges = new Map<number, number>()
const shownBadges = new Map<number, number>()

async function refreshBadges(): Promise<void> {
  for (const [index, count] of badges) {
    const before = shownBadges.get(index) ?? 0
    if (before === count) continue
    shownBadges.set(index, count)
    const taken = await showTabBadge(index, count)
    if (!taken && shownBadges.get(index) === count) shownBadges.set(index, before)
  }
}

/** Shows how many things wait for this person behind a tab; 0 removes the badge. */
export function setTabBadge(tab: (typeof ORDER)[number], count: number): void {
  badges.set(ORDER.indexOf(tab), count)
  void refreshBadges()
}

/** The session calls this at login, logout and role switch. */
export function setTabRole(next: TabRole): void {
  role = next
  void refresh()
}

/** For tab pages: updates the native tab bar, which cannot be changed while another page is in front. */
export function useTabBar(): void {
  const dark = useAppearance((state) => state.dark)
  useDidShow(() => {
    void refresh()
    void refreshBadges()
  })
  useEffect(() => void refresh(), [dark])
}
