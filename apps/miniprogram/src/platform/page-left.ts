import type { PageLife } from './tabs.types'

/** Follows a page of a browser that is closed, or put aside and taken up again. Returns what ends it. */
export declare function onPageLeft(life: PageLife): () => void
