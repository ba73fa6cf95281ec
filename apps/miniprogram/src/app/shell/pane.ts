import type { ReactNode } from 'react'
import type { InBarProps, Pane } from './pane.types'

/** The pane of a desk that this is drawn in; undefined on a phone. */
export declare function usePane(): Pane | undefined

/** Stands in the bar of the desk, or on a phone where it is written. */
export declare function InBar(props: InBarProps): ReactNode
