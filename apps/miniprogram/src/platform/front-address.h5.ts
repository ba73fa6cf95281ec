import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'

const CHANGED = '__afterTaroRouterChange'
const FIRST = '/pages/home/index'

function watch(changed: () => void): () => void {
  Taro.eventCenter.on(CHANGED, changed)
  return () => void Taro.eventCenter.off(CHANGED, changed)
}

export function frontAddress(): string {
  const address = window.location.hash.slice(1)
  return address === '' || address === '/' ? FIRST : address
}

export const useFrontAddress = (): string => useSyncExternalStore(watch, frontAddress)

export const useIsInFront = (url: string): boolean => useSyncExternalStore(watch, () => frontAddress() === url)
