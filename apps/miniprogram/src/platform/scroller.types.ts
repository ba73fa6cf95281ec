import type { ReactNode } from 'react'

/** How a talk is kept at its end. */
export interface EndKeeper {
  /** The person has left the end, or is back at it. */
  readonly onAway: (away: boolean) => void
  /** Filled in by the scroller: goes to the end; `gently` only if the person is there already. */
  go: (how: 'gently' | 'now') => void
}

export interface ScrollerProps {
  readonly children: ReactNode
  /** Pulling down runs it; the indicator stays until it settles. */
  readonly onRefresh?: (() => Promise<unknown>) | undefined
  readonly onEnd?: (() => void) | undefined
  readonly end?: EndKeeper | undefined
  readonly dark: boolean
}
