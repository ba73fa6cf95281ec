import { timingSafeEqual } from 'node:crypto'

/** Whether two signatures are the same, in a time that does not tell how far they agree. Any text may be given. */
export function sameText(right: string, given: string): boolean {
  // Lengths of bytes: a text of as many characters may have more of them.
  const [one, other] = [Buffer.from(right), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}
