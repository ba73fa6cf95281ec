import { LIST_NAMES, type AnyEntry, type CvDocument } from './document.ts'

/** Characters of a field in one line: a name, a company, a month. */
export const LINE_MAX = 100
/** Characters of a bullet or of the self-evaluation. */
export const TEXT_MAX = 2000
export const ENTRIES_MAX = 30
export const BULLETS_MAX = 20
/** Bytes of the whole document as JSON: the setting of a page is slow and cannot be stopped. */
export const DOCUMENT_MAX_BYTES = 60_000
export const TITLE_MAX = 40
/** CVs of one person. */
export const CVS_MAX = 30

/** Bytes of a text in UTF-8; a phone has no TextEncoder. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** What a document has too much of, in a sentence for its writer; undefined when it is within bounds. */
export function excessOf(document: CvDocument): string | undefined {
  for (const list of LIST_NAMES) {
    const entries: readonly AnyEntry[] = document[list]
    if (entries.length > ENTRIES_MAX) return `每一项最多${ENTRIES_MAX}段，多的请先删掉。`
    if (entries.some(({ bullets }) => bullets !== undefined && bullets.length > BULLETS_MAX))
      return `每一段最多${BULLETS_MAX}条，多的请先删掉。`
  }
  if (utf8Length(JSON.stringify(document)) > DOCUMENT_MAX_BYTES) return '简历太长了，请删短一些。两页左右最好读。'
  return undefined
}
