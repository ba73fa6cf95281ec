import { copyText } from './clipboard'
import type { CopyAddress, ShareCard } from './share.types'

export const useShare = ({ path }: ShareCard): CopyAddress | undefined => {
  const { origin, pathname } = window.location
  return () => copyText(`${origin}${pathname}#${path}`)
}

/** A browser has no such button. */
export const useOfferedShare = (_otherwise: ShareCard): void => undefined
export const offerShare = (_card: ShareCard): void => undefined
