export interface ShareCard {
  readonly title: string
  /** The page that opens, as urlOf gives it. */
  readonly path: string
}

/** Copies the page's address and says whether it did. */
export type CopyAddress = () => Promise<boolean>
