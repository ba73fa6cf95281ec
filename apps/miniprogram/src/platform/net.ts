export declare function online(): boolean

/** Returns a function that stops listening. */
export declare function onNetChange(listener: (online: boolean) => void): () => void
