/** Messages between the tabs of one browser. */
export interface TabLink {
  /** To the other tabs; this one does not get it. */
  readonly post: (message: unknown) => void
  readonly close: () => void
}

export interface Leading {
  readonly lead: () => void
  /** Another tab leads now; called only after `lead`. */
  readonly yield: () => void
}

export interface PageLife {
  /** The page is left, perhaps for good. */
  readonly left: () => void
  /** It came back as it was. */
  readonly back: () => void
}
