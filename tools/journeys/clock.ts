/** JavaScript that puts the clock of the realm it runs in forward: time passes without a wait. */
export const clockForward = (ms: number): string => `{ const now = Date.now; Date.now = () => now.call(Date) + ${ms} }`

/** More than lies between the two taps of a double tap; the app ignores the second one. */
export const PAUSE_MS = 400
