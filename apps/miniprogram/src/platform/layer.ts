/** A sheet or dialog is open: keeps focus in it, lets Escape close it. Returns what to call when it has closed. */
export declare function openLayer(id: string, onEscape: () => void): () => void
