/** Calls the listener when another tab has changed or removed what is stored under the key. Returns what ends it. */
export declare function onStoredElsewhere(key: string, listener: () => void): () => void
