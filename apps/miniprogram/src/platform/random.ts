/** Letters and digits that cannot be guessed; `length` of them, of 64 kinds. */
export declare function randomText(length: number): string
