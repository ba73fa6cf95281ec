/** Brings the first thing of this class on the page in front into sight, unless it is there. */
export declare function reveal(className: string): void
