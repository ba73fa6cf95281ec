/** A short tone, to find out whether one hears it. */
export declare function playTone(): Promise<void>
