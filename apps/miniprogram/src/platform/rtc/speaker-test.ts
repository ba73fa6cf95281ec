/** Plays a short tone, to test the loudspeaker. */
export declare function playTone(): Promise<void>
