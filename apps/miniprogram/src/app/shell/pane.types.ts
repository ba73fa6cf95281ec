import type { ComponentType, ReactNode } from 'react'
import type { Filter, FilterGroup } from '../filter-list/filter'

/** A screen that is drawn in a pane of a desk has no bar of its own. */
export interface PaneFrameProps {
  readonly head: ReactNode
  readonly foot: ReactNode
  readonly action: ReactNode
  readonly onEnd: (() => void) | undefined
  readonly onRefresh: (() => Promise<unknown>) | undefined
  readonly inside: string
  readonly children: ReactNode
}

/** All groups of a filter, chosen with effect on the list at once. */
export interface PaneFiltersProps {
  readonly groups: readonly FilterGroup<string>[]
  readonly filter: Filter<string>
  readonly onTap: (name: string, value: string) => void
  readonly onClear: () => void
}

/** The pane of a desk that a screen is drawn in, and the bar above all panes. */
export interface Pane {
  readonly Frame: ComponentType<PaneFrameProps>
  /** Where a list has its filters in a column before it. */
  readonly Filters?: ComponentType<PaneFiltersProps> | undefined
  readonly bar: { readonly start: Element | null; readonly end: Element | null }
}

export interface InBarProps {
  readonly side: 'start' | 'end'
  readonly children: ReactNode
}
