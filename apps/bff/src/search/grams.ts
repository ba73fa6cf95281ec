import { comparableText } from '@qingpin/contract/core/text'

/** Hexadecimal digits: no engine reads anything into them, and no two characters are spelt alike. */
const spell = (character: string): string => (character.codePointAt(0) ?? 0).toString(16)

/**
 * Every two neighbouring characters of a text as it is compared, in order, each pair spelt as one word of ASCII letters and digits. A text
 * stands within another just when its pairs stand there one after the other. One character has no pair.
 */
export function gramsOf(text: string): string[] {
  const spelt = Array.from(comparableText(text), spell)
  return spelt.slice(1).map((after, i) => `${spelt[i]}z${after}`)
}

/** The characters of a text, each once, letter case ignored: what a text of one character is found by. */
export const charactersOf = (text: string): string[] => [...new Set(comparableText(text))]

/** The longest part of a text that is one word. */
const LONGEST_PART = 4

const partsOfLength = (folded: readonly string[], length: number): string[] =>
  Array.from({ length: Math.max(0, folded.length - length + 1) }, (_, i) => folded.slice(i, i + length).join(''))

/** Every part of a text of `shortest` to four characters, each once, letter case ignored. */
export function partsOf(text: string, shortest: number): string[] {
  const folded = [...comparableText(text)]
  const lengths = Array.from({ length: LONGEST_PART + 1 - shortest }, (_, i) => shortest + i)
  return [...new Set(lengths.flatMap((length) => partsOfLength(folded, length)))]
}

/** What of `partsOf` says that a text stands there: itself, and of a longer one all its parts of four characters. */
export function partsFinding(text: string): string[] {
  const folded = [...comparableText(text)]
  return [...new Set(partsOfLength(folded, Math.min(LONGEST_PART, folded.length)))]
}

/** A value of a closed field as one word that no pair is spelt like. */
export const factOf = (field: string, value: string): string => `${field}Y${Buffer.from(value).toString('hex')}`
