import type { ReactNode } from 'react'

export interface ScrollerProps {
  readonly children: ReactNode
  /** Pulling down runs it; the indicator stays until it settles. */
  readonly onRefresh?: (() => Promise<unknown>) | undefined
  readonly onEnd?: (() => void) | undefined
  readonly dark: boolean
}
