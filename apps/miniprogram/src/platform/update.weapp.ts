import Taro from '@tarojs/taro'
import type { UpdateListener } from './update.types'

export function watchUpdates({ ready, failed }: UpdateListener): void {
  const manager = Taro.getUpdateManager()
  manager.onUpdateReady(() => ready(() => manager.applyUpdate()))
  manager.onUpdateFailed(() => failed())
}
