/**
 * The one way in which texts are written down and the one in which they are compared. People paste from chats, papers and
 * other keyboards: invisible signs, full-width letters, several dots for one. Free of zod.
 */

const span = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i)).join('')

/** Control signs but for tab, line feed and the one that no database stores, and signs that take no room or turn the direction of a line. */
const CONTROLS = span(0x01, 0x08) + span(0x0b, 0x1f) + span(0x7f, 0x9f)
const INVISIBLE =
  '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200e\u200f\u2800\u3164\ufeff\uffa0' +
  span(0x202a, 0x202e) +
  span(0x2060, 0x206f) +
  span(0xfff9, 0xfffb)
/** These join the parts of an emoji and choose its look; anywhere else they are as invisible as the others. */
const JOINERS = `\u200d${span(0xfe00, 0xfe0f)}`
const BLANKS = `\t\n\u000b\f\r \u00a0\u1680${span(0x2000, 0x200a)}\u2028\u2029\u202f\u205f\u3000`
/** What people type for the dot in 买买提·吐尔逊. */
const DOTS = '·•・‧∙⋅･.．'

const inClass = (signs: string): string => signs.replace(/[\\\]^-]/g, '\\$&')
const UNSEEN = new RegExp(`[${inClass(CONTROLS + INVISIBLE)}]|\\udb40[\\udc00-\\udfff]`, 'g')
const STRAY_JOINERS = new RegExp(`(^|[\\s\\w\\u00b7\\u2e80-\\ud7ff\\uff00-\\uffef])[${JOINERS}]+`, 'g')
const WIDE_DIGIT_OR_LETTER = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g
const WIDE = 0xfee0

/**
 * A text as it is stored: composed (NFC), without invisible characters, letters and digits in half width, outer blanks
 * cut. Punctuation stays as it is, because Chinese texts have it in full width.
 */
export const storedText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(STRAY_JOINERS, '$1')
    .replace(WIDE_DIGIT_OR_LETTER, (sign) => String.fromCharCode(sign.charCodeAt(0) - WIDE))
    .replace(/\u3000/g, ' ')
    .trim()

const HAN = '\u3400-\u9fff\ud840-\udfff'
const DOT_IN_NAME = new RegExp(`([${HAN}])\\s*[${inClass(DOTS)}]\\s*(?=[${HAN}])`, 'g')

/** A name as it is stored: a stored text in one line, its parts joined by `·`. */
export const storedName = (name: string): string =>
  storedText(name)
    .replace(new RegExp(`[${JOINERS}]`, 'g'), '')
    .replace(/\s+/g, ' ')
    .replace(DOT_IN_NAME, '$1·')
    .trim()

/**
 * What comparing does to a text besides ignoring letter case: signs of full width become those at the same place in
 * `narrow`, and those of `without` are left out. Databases compare by the same table.
 */
export const COMPARED = ((): Readonly<Record<'wide' | 'narrow' | 'without', string>> => {
  const narrow = [...span(0x21, 0x7e)].filter((sign) => !DOTS.includes(sign))
  return {
    wide: narrow.map((sign) => String.fromCharCode(sign.charCodeAt(0) + WIDE)).join(''),
    narrow: narrow.join('').toLowerCase(),
    without: inClass(DOTS + BLANKS + CONTROLS + INVISIBLE + JOINERS),
  }
})()

const WITHOUT = new RegExp(`[${COMPARED.without}]|\\udb40[\\udc00-\\udfff]`, 'g')
const narrowSigns = new Map([...COMPARED.wide].map((sign, i): [string, string] => [sign, COMPARED.narrow[i] ?? sign]))

/** Letter case ignored, sign by sign: what has no single sign in the other case, as ß, stays as it is. */
function foldSign(sign: string): string {
  const folded = sign.toUpperCase().toLowerCase()
  if ([...folded].length === 1) return folded
  const lower = sign.toLowerCase()
  return [...lower].length === 1 ? lower : sign
}
const foldCase = (text: string): string => [...text].map(foldSign).join('')

/** A word that names one thing, such as a user name: a stored text in lower case, which is compared sign by sign. */
export const foldedText = (text: string): string => foldCase(storedText(text))

const HAN_ONLY = /^[\u4e00-\u9fff]*$/

/**
 * The form in which texts are compared and searched: letter case, width, blanks, invisible signs and the dots in names make
 * no difference. Two texts are the same, or one holds the other, just when these forms are or do.
 */
export function comparableText(text: string): string {
  if (HAN_ONLY.test(text)) return text
  const signs = [...text.normalize('NFC').replace(WITHOUT, '')]
  return signs.map((sign) => foldSign(narrowSigns.get(sign) ?? sign)).join('')
}

export const sameText = (a: string, b: string): boolean => comparableText(a) === comparableText(b)

/** A sign, in small letters, and the one that it, or its capital, looks like: Cyrillic, Greek, Armenian, Latin, digits, Chinese. */
const LOOK_ALIKES = (
  'аa вb еe ѕs іi јj кk мm нh оo пn рp сc тt уy хx һh ԁd ԛq ԝw ѵv ьb αa βb εe ζz ηh ιi κk μm νn οo ρp τt υy χx ωw ϲc ' +
  'օo ոn սu հh ıi łi øo đd ħh ɑa ɡg 0o 1i li |i 員员 統统 係系 繫系 入人 亼人'
).split(' ')
const plainSigns = new Map(LOOK_ALIKES.map(([sign = '', plain = '']) => [sign, plain]))
const ACCENTS = /[\u0300-\u036f]/g

/** How a name looks to a hurried reader: letters of other alphabets and styles, and accents, make no difference. */
export function lookOf(text: string): string {
  const plain = comparableText(text.normalize('NFKC')).normalize('NFKD').replace(ACCENTS, '')
  return [...plain].map((sign) => plainSigns.get(sign) ?? sign).join('')
}

/** The words of a search, which must all be there, as they are written: an id has its dots. One of blanks and dots alone has none. */
export const wordsOf = (search: string): string[] => [
  ...new Set(
    storedText(search)
      .split(/[\s,，、;；]+/)
      .filter((word) => comparableText(word) !== ''),
  ),
]
