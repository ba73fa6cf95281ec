/** Keeps the page, and the field that is typed into, above the keyboard. A phone does so by itself (cursorSpacing). */
export declare function startVisibleViewport(): void
