/** Checks of what identifies a person (name, age, phone and id number), shared by both ends. Free of zod. */

/** Characters of a person's name. */
export const NAME_MAX = 20

export const AGE_MIN = 18
/** The upper bound when a person registers or is entered; staff may keep an older worker's record up to AGE_MAX_EDIT. */
export const AGE_MAX = 65
export const AGE_MAX_EDIT = 80

/** Name as stored: outer blanks cut, inner ones collapsed. */
export const tidyName = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** What is wrong with a name, as a sentence, or undefined. */
export function nameProblem(text: string): string | undefined {
  const length = [...tidyName(text)].length
  if (length === 0) return '请填姓名。'
  if (length < 2) return '姓名至少2个字。'
  return length > NAME_MAX ? `姓名最多${NAME_MAX}个字。` : undefined
}

/** What is wrong with an age in years, as a sentence, or undefined. */
export function ageProblem(age: number | undefined, max: number = AGE_MAX): string | undefined {
  if (age === undefined || Number.isNaN(age)) return '请填年龄。'
  if (!Number.isInteger(age)) return '年龄要填整数。'
  return age < AGE_MIN || age > max ? `年龄要在${AGE_MIN}到${max}岁之间。` : undefined
}

/** The digits of a mainland mobile number as typed or pasted: blanks, dashes and +86 or 0086 removed, full-width folded. */
export const phoneDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/^\D*(?:00\D*)?86(?=\D*1)/, '')
    .replace(/\D/g, '')

export const isPhone = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits)

/** What is wrong with a phone number, as a sentence, or undefined. */
export function phoneProblem(text: string): string | undefined {
  const digits = phoneDigits(text)
  if (digits === '') return '请填手机号。'
  if (digits.length < 11) return `手机号要11位，还差${11 - digits.length}位。`
  if (digits.length > 11) return `手机号要11位，多了${digits.length - 11}位。`
  return isPhone(digits) ? undefined : '手机号要以13到19开头，请核对。'
}

/** Id number as stored: full-width folded, blanks and dashes removed, the X upper case. */
export const tidyIdNumber = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** What is wrong with an id number: 18 characters, the last may be X, or 15 digits (cards before 1999). Blank is fine. */
export function idNumberProblem(text: string): string | undefined {
  const number = tidyIdNumber(text)
  if (number === '') return undefined
  return /^(\d{17}[\dX]|\d{15})$/.test(number) ? undefined : '身份证号是18位，最后一位可以是 X。'
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/**
 * Whether the check digit of an 18-digit number is right (GB 11643-1999: ISO 7064 MOD 11-2). A wrong one is accepted
 * with a warning, because cards with issuing mistakes exist; 15-digit numbers have none.
 */
export function idCheckDigitOk(number: string): boolean {
  if (number.length !== 18) return true
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return '10X98765432'[sum % 11] === number[17]
}
