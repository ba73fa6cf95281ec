export interface UpdateListener {
  /** A new version is there; `apply` starts the app anew with it. */
  readonly ready: (apply: () => void) => void
  /** There is one, but it could not be fetched. */
  readonly failed: () => void
}
