import { useShareAppMessage } from '@tarojs/taro'
import type { CopyAddress, ShareCard } from './share.types'

export function useShare({ title, path }: ShareCard): CopyAddress | undefined {
  useShareAppMessage(() => ({ title, path }))
  return undefined
}
