import {
  BASICS_FIELDS,
  INTENTION_FIELDS,
  isBulleted,
  LIST_FIELDS,
  LIST_NAMES,
  type AnyEntry,
  type Bullet,
  type CvDocument,
  type ListName,
} from './document.ts'

// C0 and C1 controls but line feed, zero-width and direction marks: they print as boxes or turn the line around.
// U+200D stays, because it joins emoji. A whole surrogate pair is matched to stay: half of one cannot be stored,
// and a look-behind, which would say so more simply, is a syntax error on older iPhones.
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\ud800-\udbff][\udc00-\udfff]|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]/g

/** A text of several lines as it may be stored: line ends are `\n`, a tab is a blank, what cannot be seen is gone. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNPRINTABLE, (found) => (found.length === 2 ? found : ''))

/** The same for a field in one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\n/g, ' ')

const cleanFields = <F extends string>(fields: readonly F[], from: { readonly [K in F]: string }) =>
  Object.fromEntries(fields.map((field) => [field, cleanLine(from[field])])) as { [K in F]: string }

const cleanBullet = ({ id, text }: Bullet): Bullet => ({ id, text: cleanText(text) })

function cleanEntry(list: ListName, entry: AnyEntry): AnyEntry {
  const fields = LIST_FIELDS[list] as readonly string[]
  const cleaned = { id: entry.id, ...cleanFields(fields, entry as unknown as Record<string, string>) }
  return isBulleted(list) ? { ...cleaned, bullets: (entry.bullets ?? []).map(cleanBullet) } : cleaned
}

/**
 * The document as it is stored: clean texts, known fields, one order of keys, so that two documents that say the same are
 * the same JSON. Both ends do it; doing it twice changes nothing.
 */
export function normalised(document: CvDocument): CvDocument {
  const lists = Object.fromEntries(
    LIST_NAMES.map((list) => [list, (document[list] as readonly AnyEntry[]).map((entry) => cleanEntry(list, entry))]),
  ) as unknown as Pick<CvDocument, ListName>
  return {
    version: 1,
    basics: cleanFields(BASICS_FIELDS, document.basics),
    intention: cleanFields(INTENTION_FIELDS, document.intention),
    ...lists,
    selfEvaluation: cleanText(document.selfEvaluation),
  }
}

export const sameDocument = (a: CvDocument, b: CvDocument): boolean =>
  a === b || JSON.stringify(normalised(a)) === JSON.stringify(normalised(b))

/** A short mark by which a document is known again (FNV-1a, twice, 64 bits). No secret and no proof. */
export function fingerprint(document: CvDocument): string {
  const text = JSON.stringify(normalised(document))
  let [one, other] = [0x811c9dc5, 0xcbf29ce4]
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193)
    other = Math.imul(other ^ text.charCodeAt(text.length - 1 - at), 0x01000193)
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
