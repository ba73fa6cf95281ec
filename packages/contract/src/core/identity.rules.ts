/** Checks of what identifies a person (name, age, phone and id number), shared by both ends. Free of zod. */

import { beijingDay, isDay } from './days.ts'
import { storedName, storedText } from './text.ts'

/** Characters of a person's name. */
export const NAME_MAX = 20

export const AGE_MIN = 18
/** The upper bound when a person registers or is entered; staff may keep an older worker's record up to AGE_MAX_EDIT. */
export const AGE_MAX = 65
export const AGE_MAX_EDIT = 80

/** Signs of markup: no name has them. */
const NO_NAME_SIGN = /[<>{}[\]]/

/** What is wrong with a name, as a sentence, or undefined. @param what it is called: 姓名, 称呼 */
export function nameProblem(text: string, what = '姓名'): string | undefined {
  const name = storedName(text)
  if (name === '') return `请填${what}。`
  if ([...name].length > NAME_MAX) return `${what}最多${NAME_MAX}个字。`
  const sign = NO_NAME_SIGN.exec(name)?.[0]
  if (sign) return `${what}里不能有“${sign}”。`
  return hasLetter(name) ? undefined : `${what}里要有字。`
}

// By case and by numbers: older phones know no scripts in a regular expression.
const hasLetter = (text: string): boolean =>
  [...text].some((sign) => sign.toLowerCase() !== sign.toUpperCase() || isLetterWithoutCase(sign.codePointAt(0) ?? 0))
const isLetterWithoutCase = (code: number): boolean =>
  (code >= 0x0590 && code <= 0x1fff) ||
  (code >= 0x3005 && code <= 0xd7af && !(code >= 0x3008 && code <= 0x3020)) ||
  (code >= 0x20000 && code <= 0x3ffff)

/** What is wrong with an age in years, as a sentence, or undefined. */
export function ageProblem(age: number | undefined, max: number = AGE_MAX): string | undefined {
  if (age === undefined || Number.isNaN(age)) return '请填年龄。'
  if (!Number.isInteger(age)) return '年龄要填整数。'
  return age < AGE_MIN || age > max ? `年龄要在${AGE_MIN}到${max}岁之间。` : undefined
}

/** The digits of a mainland mobile number as typed or pasted: blanks, dashes and +86 or 0086 removed, full-width folded. */
export const phoneDigits = (text: string): string =>
  storedText(text)
    .replace(/^\D*(?:00\D*)?86(?=\D*1)/, '')
    .replace(/\D/g, '')

export const isPhone = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits)

/** What is wrong with a phone number, as a sentence, or undefined. */
export function phoneProblem(text: string): string | undefined {
  const digits = phoneDigits(text)
  if (digits === '') return '请填手机号。'
  const strange = strangeIn(text)
  if (strange) return strange
  const other = otherNumber(text, digits)
  if (other) return other
  if (digits.length < 11) return `手机号要11位，还差${11 - digits.length}位。`
  if (digits.length > 11) return `手机号要11位，多了${digits.length - 11}位。`
  return isPhone(digits) ? undefined : '手机号要以13到19开头，请核对。'
}

/** A number that a table turned into a power of ten: digits are lost. */
const POWER_OF_TEN = /\d(?:\.\d+)?[eE]\s*[+-]?\s*\d/
const SEPARATED = /^[+\d\s()（）.\-‐‑–—·]*$/

/** What makes digits that are written among other words another number than the one they would add up to. */
function strangeIn(text: string): string | undefined {
  const plain = storedText(text)
  if (POWER_OF_TEN.test(plain)) return '这个号码被表格改成了科学计数，后几位已经丢了，请填完整的11位手机号。'
  if (plain.includes('*')) return undefined
  const last = plain.search(/\d\D*$/)
  const within = plain.slice(plain.search(/\d/), last + 1)
  return SEPARATED.test(within) && !hasLetter(plain.slice(last + 1))
    ? undefined
    : '手机号里夹着别的字，请只留11位号码。'
}

const ABROAD: Readonly<Record<string, string>> = { '852': '香港', '853': '澳门', '886': '台湾' }

/** Advice for a number that is right where it belongs, and no mobile number of the mainland. */
function otherNumber(text: string, digits: string): string | undefined {
  const abroad = /^\D*(?:\+|00)\D*(852|853|886)/.exec(storedText(text)) ?? /^(852|853)(?=[2-9]\d{7}$)/.exec(digits)
  const place = ABROAD[abroad?.[1] ?? '']
  if (place) return `这是${place}的号码，现在只能用内地的11位手机号。`
  if (/^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/.test(digits)) return '这是座机号码，请填11位的手机号。'
  return /^[48]00\d{7}$/.test(digits) ? `这是${digits.slice(0, 3)}服务号码，请填11位的手机号。` : undefined
}

/** A phone number as people look for it: in full, by its last four digits, or as the app masks it. */
export type PhoneQuery = { readonly by: 'full' | 'last4' | 'masked'; readonly value: string }

/** How a text looks for a phone number; undefined where it does not. */
export function phoneQuery(text: string): PhoneQuery | undefined {
  const plain = storedText(text).replace(/[\s-]/g, '').replace(/＊/g, '*')
  if (/^1\d{2}\*{4}\d{4}$/.test(plain)) return { by: 'masked', value: plain }
  if (/^\d{4}$/.test(plain)) return { by: 'last4', value: plain }
  const digits = phoneDigits(text)
  return isPhone(digits) ? { by: 'full', value: digits } : undefined
}

/** Id number as stored: full-width folded, blanks and dashes removed, the X upper case. */
export const tidyIdNumber = (text: string): string => storedText(text).replace(/[\s-]/g, '').toUpperCase()

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

/** What an id number says of its bearer; a birth date that no calendar has is undefined. */
function readIdNumber(number: string): { birthDate: string | undefined; gender: 'female' | 'male' } {
  const isOld = number.length === 15
  const digits = isOld ? `19${number.slice(6, 12)}` : number.slice(6, 14)
  const birthDate = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  const sex = Number(number[isOld ? 14 : 16])
  return { birthDate: isDay(birthDate) ? birthDate : undefined, gender: sex % 2 === 1 ? 'male' : 'female' }
}

export interface IdNumberFacts {
  readonly gender?: string | null | undefined
  /** As `YYYY-MM-DD`. */
  readonly birthDate?: string | null | undefined
}

/**
 * What does not fit about a well-formed id number: its check digit, its birth date, or what else is known of the person.
 * It is accepted all the same, because cards with issuing mistakes exist. No sentence quotes the number, which the reader
 * may see masked only.
 */
export function idNumberWarnings(text: string, { gender, birthDate }: IdNumberFacts, now: number): string[] {
  const number = tidyIdNumber(text)
  if (number === '' || idNumberProblem(number)) return []
  const said = readIdNumber(number)
  const isPossible = said.birthDate !== undefined && said.birthDate <= beijingDay(now)
  return [
    ...(idCheckDigitOk(number) ? [] : ['身份证号的最后一位对不上，请再核对一次。']),
    ...(isPossible ? [] : ['身份证号里的出生日期不存在，请再核对一次。']),
    ...(isPossible && birthDate && said.birthDate !== birthDate ? ['身份证号里的出生日期和生日不一样，请核对。'] : []),
    ...(gender && said.gender !== gender ? ['身份证号里的性别和填的不一样，请核对。'] : []),
  ]
}
