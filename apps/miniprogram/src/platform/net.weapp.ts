import Taro from '@tarojs/taro'

const listeners = new Set<(online: boolean) => void>()
let connected = true

const change = (now: boolean) => {
  if (now === connected) return
  connected = now
  listeners.forEach((listener) => listener(now))
}

Taro.onNetworkStatusChange((result) => change(result.isConnected))
Taro.getNetworkType()
  .then((result) => change(result.networkType !== 'none'))
  .catch(() => undefined)

export const online = (): boolean => connected

export function onNetChange(listener: (online: boolean) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
