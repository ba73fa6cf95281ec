/**
 * Calls the listener when another tab has changed or removed what is stored under a key that begins with the prefix.
 * Returns what ends it.
 */
export declare function onStoredElsewhere(prefix: string, listener: () => void): () => void
