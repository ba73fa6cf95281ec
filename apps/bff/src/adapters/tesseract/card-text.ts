import { idCheckDigitOk } from '@qingpin/contract/core/identity.rules'
import type { CardBack, CardFront, CardReading } from '../../ports/ocr.port.ts'
import { birthDateIn, dayOf, genderIn, idNumberIn, validityIn } from '../card-words.ts'

const HAN = '\\p{Script=Han}'
/** What is printed on the card beside what it says. */
const FRONT_LABELS = [/(?:^|\n).?名/u, /性别/, /民族/, /出生/, /住址/, /公民身份|身份号码/]
const BACK_LABELS = [/签发机关/, /有效期限?/, /居民身份证/, /中华人民共和国/]

/** Blanks that the engine puts between Han characters, and full-width forms, taken out of each line. */
const tidy = (line: string): string => line.normalize('NFKC').replace(/\s+/g, '')

const found = (text: string, labels: readonly RegExp[]): number => labels.filter((label) => label.test(text)).length

const isSure = (idNumber: string | null): idNumber is string => idNumber?.length === 18 && idCheckDigitOk(idNumber)

const hanOf = (text: string | undefined): string | null => text?.match(new RegExp(`[${HAN}·]+`, 'u'))?.[0] ?? null

/** Behind its label, of which the small first character is often mistaken; else at the end of the line above the sex. */
function nameIn(lines: readonly string[]): string | null {
  const at = lines.findIndex((line) => /^.?名/u.test(line))
  const above = lines.findIndex((line) => /性别|民族/.test(line)) - 1
  const behind = at === -1 ? null : (hanOf(lines[at]?.replace(/^.?名/u, '')) ?? hanOf(lines[at + 1]))
  const name = (behind ?? new RegExp(`[${HAN}·]{2,4}$`, 'u').exec(lines[above] ?? '')?.[0])?.split(
    /性别|民族|出生|住址/,
  )[0]
  return name !== undefined && [...name].length >= 2 ? name : null
}

/** From its label to that of the number, over as many lines as it takes; lines without Han are dirt. */
function addressIn(text: string): string | null {
  const part = /住址?([\s\S]*?)(?:公民身?份?|身份号码|\d{17}|$)/u.exec(text)?.[1] ?? ''
  const lines = part.split('\n').filter((line) => new RegExp(`[${HAN}]`, 'u').test(line))
  const address = lines.join('').replace(new RegExp(`[^${HAN}\\w()·#-]`, 'gu'), '')
  return address === '' ? null : address
}

function frontOf(lines: readonly string[], text: string): CardFront {
  const idNumber = idNumberIn(text)
  const [, year = '', month = '', day = ''] = /(\d{4})年(\d{1,2})月(\d{1,2})日?/.exec(text) ?? []
  const word = /别.?([男女])/.exec(text)?.[1]
  return {
    name: nameIn(lines),
    gender: word === undefined ? genderIn(idNumber) : word === '男' ? 'male' : 'female',
    ethnicity: new RegExp(`民族([${HAN}]{1,5})`, 'u').exec(text)?.[1] ?? null,
    // A number whose check digit fits was read right, which nothing says of the printed day.
    birthDate: (isSure(idNumber) ? birthDateIn(idNumber) : null) ?? dayOf(year, month, day),
    address: addressIn(text),
    idNumber,
  }
}

const backOf = (text: string): CardBack => ({
  authority: hanOf(/签发机关([^\n]*)/.exec(text)?.[1]),
  ...validityIn(/有效期限?([\s\S]*)/.exec(text)?.[1] ?? text),
})

/** What the lines of a read picture say, if they are those of an identity card: one label alone is not. */
export function readingOf(read: readonly string[]): CardReading | undefined {
  const lines = read.map(tidy).filter((line) => line !== '')
  const text = lines.join('\n')
  const [front, back] = [found(text, FRONT_LABELS), found(text, BACK_LABELS)]
  if (Math.max(front, back) < 2) return undefined
  if (front >= back) {
    const reading = frontOf(lines, text)
    return reading.idNumber !== null || reading.name !== null ? { side: 'front', front: reading } : undefined
  }
  const reading = backOf(text)
  return reading.validFrom !== null || reading.authority !== null ? { side: 'back', back: reading } : undefined
}

/** Whether nothing is left that another look could find. */
export function isComplete(reading: CardReading): boolean {
  if (reading.side === 'back')
    return reading.back.authority !== null && (reading.back.longTerm || reading.back.validTo !== null)
  const { name, address, idNumber } = reading.front
  return name !== null && address !== null && isSure(idNumber)
}

/** Two looks at one picture as one reading; the first one counts where both have seen something. */
export function joined(first: CardReading | undefined, second: CardReading | undefined): CardReading | undefined {
  if (!first || !second) return first ?? second
  if (first.side === 'back')
    return second.side === 'back' ? { side: 'back', back: filled(first.back, second.back) } : first
  if (second.side !== 'front') return first
  const sure = !isSure(first.front.idNumber) && isSure(second.front.idNumber)
  const { idNumber, birthDate } = second.front
  return { side: 'front', front: { ...filled(first.front, second.front), ...(sure ? { idNumber, birthDate } : {}) } }
}

const filled = <T extends object>(first: T, second: T): T =>
  Object.fromEntries(Object.entries(second).map(([key, value]) => [key, first[key as keyof T] || value])) as T
