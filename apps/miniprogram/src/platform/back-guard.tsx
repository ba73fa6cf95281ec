import type { ReactNode } from 'react'
import type { BackGuardProps } from './back-guard.types'

/** Takes the system's way back (key, gesture, the browser's button) from the page while there is something to do. */
export declare function BackGuard(props: BackGuardProps): ReactNode

/**
 * Before any navigation: what stands between this page and the next or former one is taken away. Undefined when nothing
 * stands there.
 */
export declare function leaveGuard(): Promise<void> | undefined
