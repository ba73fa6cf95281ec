import { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { showTabs } from '@/platform/theme'
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

/** The session calls this at login, logout and role switch. */
export function setTabRole(next: TabRole): void {
  role = next
  void refresh()
}

/** For tab pages: updates the native tab bar, which cannot be changed while another page is in front. */
export function useTabBar(): void {
  const dark = useAppearance((state) => state.dark)
  useDidShow(() => void refresh())
  useEffect(() => void refresh(), [dark])
}
