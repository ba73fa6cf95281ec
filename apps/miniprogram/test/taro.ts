import { useEffect, useRef } from 'react'
import { vi } from 'vitest'

// A double of @tarojs/taro for screens: storage in memory, navigation that can be asked about, life cycle by hand.
const storage = new Map<string, unknown>()
const shown = new Set<() => void>()
const hidden = new Set<() => void>()
const router: { params: Record<string, string>; path: string } = { params: {}, path: '' }

const hook = (callbacks: Set<() => void>) => (callback: () => void) =>
  useEffect(() => {
    callbacks.add(callback)
    return () => void callbacks.delete(callback)
  })

export const useDidShow = hook(shown)
export const useDidHide = hook(hidden)
export const useUnload = (callback: () => void) => {
  const latest = useRef(callback)
  latest.current = callback
  useEffect(() => () => latest.current(), [])
}
export const useLaunch = (callback: () => void) => useEffect(callback, [callback])
export const useRouter = () => router
export const showPage = () => shown.forEach((callback) => callback())
export const hidePage = () => hidden.forEach((callback) => callback())
export const openWith = (params: Record<string, string>) => {
  router.params = params
}

const done = () => vi.fn(async () => ({ errMsg: 'ok' }))

const Taro = {
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
  removeStorageSync: (key: string) => void storage.delete(key),
  getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
  getCurrentPages: () => [{}],
  eventCenter: { on: done(), off: done() },
  navigateTo: done(),
  redirectTo: done(),
  switchTab: done(),
  reLaunch: done(),
  navigateBack: done(),
  setClipboardData: done(),
  hideToast: done(),
  setTabBarStyle: done(),
  setTabBarItem: done(),
  setTabBarBadge: done(),
  removeTabBarBadge: done(),
  setNavigationBarTitle: done(),
}

export function forgetTaro(): void {
  storage.clear()
  shown.clear()
  hidden.clear()
  router.params = {}
}

export default Taro
