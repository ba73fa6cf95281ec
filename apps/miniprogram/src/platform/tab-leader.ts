import type { Leading } from './tabs.types'

/**
 * Lets one tab of the browser lead under a name. The next one leads when it closes or stops. Returns what stops this
 * tab's part. A phone has one, which leads at once.
 */
export declare function leadTabs(name: string, leading: Leading): () => void
