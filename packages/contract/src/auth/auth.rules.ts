/** Password checks and login limits that both ends share. Free of zod, because the app's main package loads them. */

const PASSWORD_MIN = 8
export const ONE_TIME_PASSWORD_LENGTH = 12

/** Wrong tries that one SMS code survives. */
export const SMS_CODE_TRIES = 5
/** How long a login stays locked after too many failures. */
export const LOGIN_LOCK_MINUTES = 15

/** What is wrong with a newly chosen password, as a sentence; undefined when nothing is. */
export function passwordProblem(text: string): string | undefined {
  if (text === '') return '请填密码。'
  if (text.length < PASSWORD_MIN) return `密码至少${PASSWORD_MIN}位，还差${PASSWORD_MIN - text.length}位。`
  return /^(.)\1*$/.test(text) ? '不能全是同一个字符，太容易被猜到。' : undefined
}
