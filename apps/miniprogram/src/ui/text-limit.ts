import { storedText } from '@qingpin/contract/core/text'

/** What the server counts. */
const lengthOf = (text: string): number => storedText(text).length

/** Says by how much a text is too long; nothing is cut off, so what was pasted can be shortened. */
export function overLimit(text: string, max: number): string | undefined {
  const over = lengthOf(text) - max
  return over > 0 ? `最多${max}个字，多了${over}个。` : undefined
}
