/**
 * Names this tab among those of the browser; a reload keeps the name. On the phone it is empty: there is one.
 */
export declare function tabId(): string

/** Whether a tab of this name is open besides this one, as far as is known. */
export declare function isOpenElsewhere(id: string): boolean

/** At launch: from now on the other tabs know of this one. */
export declare function startOpenTabs(): void

/** Calls the listener when another tab was closed. Returns what ends it. */
export declare function onTabClosed(listener: () => void): () => void
