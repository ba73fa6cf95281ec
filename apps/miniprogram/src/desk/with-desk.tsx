import type { ReactNode } from 'react'

/** Draws the pages, and in a wide window of a browser the desk around them for staff. */
export declare function withDesk(pages: ReactNode): ReactNode
