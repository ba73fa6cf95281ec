import type { CopyAddress, ShareCard } from './share.types'

/** Makes the page shareable. In WeChat a Button with openType share does it, and nothing is returned. */
export declare function useShare(card: ShareCard): CopyAddress | undefined
