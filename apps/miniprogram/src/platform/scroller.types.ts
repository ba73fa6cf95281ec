import type { ReactNode } from 'react'

/** Keeps a conversation scrolled to its end. */
export interface EndKeeper {
  /** The person has left the end, or is back at it. */
  readonly onAway: (away: boolean) => void
  /** Set by the scroller: scrolls to the end; `gently` only if the person is there already. */
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
