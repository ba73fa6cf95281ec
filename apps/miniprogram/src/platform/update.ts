import type { UpdateListener } from './update.types'

/** Once at launch: tells of a newer version of the app. */
export declare function watchUpdates(listener: UpdateListener): void
