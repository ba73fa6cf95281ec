/** Texts and pictures that staff is shown at once. */
export const MOST_REVIEWED = 50
/** Characters that a reviewer writes to the author. */
export const REFUSAL_NOTE_MAX = 60
/** How long a picture waits for WeChat before a person looks at it, in minutes: it promises a verdict within that time. */
export const VERDICT_MINUTES = 30
