import { copyText } from './clipboard'
import type { CopyAddress, ShareCard } from './share.types'

export const useShare = ({ path }: ShareCard): CopyAddress | undefined => {
  const { origin, pathname } = window.location
  return () => copyText(`${origin}${pathname}#${path}`)
}
