import {
  LIST_NAMES,
  type AnyEntry,
  type BasicsField,
  type Bullet,
  type BulletedName,
  type CvDocument,
  type EntryOf,
  type IntentionField,
  type ListName,
} from './document.ts'

/** Names one text of a document: `basics.name`, `work.k3f9x2aa.company`, `work.k3f9x2aa.bullets.p0q1r2ss`. */
export type TextPath =
  | `basics.${BasicsField}`
  | `intention.${IntentionField}`
  | 'selfEvaluation'
  | `${ListName}.${string}.${string}`

const isList = (name: string | undefined): name is ListName => LIST_NAMES.some((list) => list === name)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The text at a path; empty when its entry is gone. */
export function textAt(document: CvDocument, path: TextPath): string {
  const [section, id = '', field = '', bulletId] = path.split('.')
  if (section === 'selfEvaluation') return document.selfEvaluation
  if (section === 'basics' || section === 'intention') return textOf((document[section] as AnyFields)[id])
  if (!isList(section)) return ''
  const entry = findEntry(document, section, id)
  if (bulletId === undefined) return textOf(entry?.[field])
  return entry?.bullets?.find((bullet) => bullet.id === bulletId)?.text ?? ''
}

/** The document with another text at a path; the same document when its entry is gone. */
export function withText(document: CvDocument, path: TextPath, text: string): CvDocument {
  if (textAt(document, path) === text) return document
  const [section, id = '', field = '', bulletId] = path.split('.')
  if (section === 'selfEvaluation') return { ...document, selfEvaluation: text }
  if (section === 'basics' || section === 'intention')
    return { ...document, [section]: { ...document[section], [id]: text } }
  if (!isList(section)) return document
  return changeEntry(document, section, id, (entry) =>
    bulletId === undefined
      ? { ...entry, [field]: text }
      : { ...entry, bullets: (entry.bullets ?? []).map((one) => (one.id === bulletId ? { ...one, text } : one)) },
  )
}

/** Puts an entry at a position; by default first, because the newest stands first. */
export const addEntry = <L extends ListName>(document: CvDocument, list: L, entry: EntryOf<L>, at = 0): CvDocument =>
  withList(document, list, insertAt(entriesOf(document, list), entry as AnyEntry, at))

export const removeEntry = (document: CvDocument, list: ListName, id: string): CvDocument =>
  withList(document, list, without(entriesOf(document, list), id))

export const moveEntry = (document: CvDocument, list: ListName, id: string, by: -1 | 1): CvDocument =>
  withList(document, list, moved(entriesOf(document, list), id, by))

/** Puts a bullet at a position of an entry; by default last. */
export const addBullet = (document: CvDocument, list: BulletedName, id: string, bullet: Bullet, at = Infinity) =>
  changeBullets(document, list, id, (bullets) => insertAt(bullets, bullet, at))

export const removeBullet = (document: CvDocument, list: BulletedName, id: string, bulletId: string) =>
  changeBullets(document, list, id, (bullets) => without(bullets, bulletId))

export const moveBullet = (document: CvDocument, list: BulletedName, id: string, bulletId: string, by: -1 | 1) =>
  changeBullets(document, list, id, (bullets) => moved(bullets, bulletId, by))

type AnyFields = Readonly<Record<string, string>>
interface Part {
  readonly id: string
}

export const entriesOf = (document: CvDocument, list: ListName): readonly AnyEntry[] => document[list]

export const findEntry = (document: CvDocument, list: ListName, id: string): AnyEntry | undefined =>
  entriesOf(document, list).find((entry) => entry.id === id)

/** The one cast of operations: entries come from the same list that they go back to. */
const withList = (document: CvDocument, list: ListName, entries: readonly AnyEntry[]): CvDocument =>
  entries === document[list] ? document : ({ ...document, [list]: entries } as CvDocument)

const changeEntry = (document: CvDocument, list: ListName, id: string, change: (entry: AnyEntry) => AnyEntry) =>
  withList(
    document,
    list,
    entriesOf(document, list).map((entry) => (entry.id === id ? change(entry) : entry)),
  )

const changeBullets = (
  document: CvDocument,
  list: BulletedName,
  id: string,
  change: (bullets: readonly Bullet[]) => readonly Bullet[],
): CvDocument => changeEntry(document, list, id, (entry) => ({ ...entry, bullets: change(entry.bullets ?? []) }))

const insertAt = <T>(items: readonly T[], item: T, at: number): readonly T[] => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
]

const without = <T extends Part>(items: readonly T[], id: string): readonly T[] =>
  items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items

function moved<T extends Part>(items: readonly T[], id: string, by: -1 | 1): readonly T[] {
  const at = items.findIndex((item) => item.id === id)
  const [one, other] = [items[at], items[at + by]]
  if (!one || !other) return items
  return items.map((item, index) => (index === at ? other : index === at + by ? one : item))
}
