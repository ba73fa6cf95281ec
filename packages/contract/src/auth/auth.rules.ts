/** Limits of logins that both ends share. Free of zod, because the app's main package loads them. */

/** Wrong tries that one SMS code survives. */
export const SMS_CODE_TRIES = 5
/** How long a login stays locked after too many failures. */
export const LOGIN_LOCK_MINUTES = 15

export const ONE_TIME_PASSWORD_LENGTH = 12
