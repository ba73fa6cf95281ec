/** Field checks and limits that both ends share. Free of zod, because the app's main package loads them. */

/** The digits of a mainland mobile number as typed or pasted: blanks, dashes and +86 or 0086 removed, full-width folded. */
export const phoneDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/^\D*(?:00\D*)?86(?=\D*1)/, '')
    .replace(/\D/g, '')

export const isPhone = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits)

/** What is wrong with a phone number, as a sentence; undefined when nothing is. */
export function phoneProblem(text: string): string | undefined {
  const digits = phoneDigits(text)
  if (digits === '') return '请填手机号。'
  if (digits.length < 11) return `手机号要11位，还差${11 - digits.length}位。`
  if (digits.length > 11) return `手机号要11位，多了${digits.length - 11}位。`
  return isPhone(digits) ? undefined : '手机号要以13到19开头，请核对。'
}

/** `13812345678` → `138****5678`. */
export const maskPhone = (digits: string): string => `${digits.slice(0, 3)}****${digits.slice(-4)}`

export const PASSWORD_MIN = 8

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
