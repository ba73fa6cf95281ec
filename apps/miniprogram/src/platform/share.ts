import type { CopyAddress, ShareCard } from './share.types'

/** Makes the page shareable. In WeChat a Button with openType share does it, and nothing is returned. */
export declare function useShare(card: ShareCard): CopyAddress | undefined

/** On a page that shares what was made on it: the card of the next `offerShare`. Shares nothing before. */
export declare function useOfferedShare(otherwise: ShareCard): void
/** What a Button with openType share sends from now on. */
export declare function offerShare(card: ShareCard): void
