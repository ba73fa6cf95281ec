/** Once at launch: gets the sound ready, as soon as the platform lets it. */
export declare function startKnockSound(): void

/** Plays the sound of a knock; false where the platform refuses it, as browsers do before the first touch of a page. */
export declare function playKnock(): Promise<boolean>
