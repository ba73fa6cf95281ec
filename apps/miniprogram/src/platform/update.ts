import type { UpdateListener } from './update.types'

/** Call once at launch: reports a newer version of the app. */
export declare function watchUpdates(listener: UpdateListener): void
