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
import { entriesOf, textAt, withText, type TextPath } from './operations.ts'

/** One text that both sides changed, each otherwise. */
export interface TextConflict {
  readonly path: TextPath
  readonly mine: string
  readonly theirs: string
}

export interface Merged {
  /** Everything that either side changed; where they conflict, mine. */
  readonly document: CvDocument
  readonly conflicts: readonly TextConflict[]
}

/** Two documents that grew out of one, as one. What only one side changed is taken from that side. */
export function merge(base: CvDocument, mine: CvDocument, theirs: CvDocument): Merged {
  let document = mine
  for (const list of LIST_NAMES) document = { ...document, [list]: mergeList(list, base, mine, theirs) }
  const conflicts: TextConflict[] = []
  for (const path of textPathsOf(document)) {
    const [before, ours, other] = [textAt(base, path), textAt(mine, path), textAt(theirs, path)]
    const [here, there] = [has(mine, path), has(theirs, path)]
    if (!here) document = withText(document, path, other)
    else if (there && ours === before && other !== before) document = withText(document, path, other)
    else if (there && other !== before && other !== ours) conflicts.push({ path, mine: ours, theirs: other })
  }
  return { document, conflicts }
}

/** Every text of a document by its path, in reading order. */
export function textPathsOf(document: CvDocument): TextPath[] {
  const inLists = LIST_NAMES.flatMap((list) =>
    entriesOf(document, list).flatMap(({ id, bullets = [] }) => [
      ...LIST_FIELDS[list].map((field): TextPath => `${list}.${id}.${field}`),
      ...bullets.map((bullet): TextPath => `${list}.${id}.bullets.${bullet.id}`),
    ]),
  )
  return [
    ...BASICS_FIELDS.map((field): TextPath => `basics.${field}`),
    ...INTENTION_FIELDS.map((field): TextPath => `intention.${field}`),
    ...inLists,
    'selfEvaluation',
  ]
}

/** Whether the entry, and the bullet, that a path names are there. */
function has(document: CvDocument, path: TextPath): boolean {
  const [section = '', id, , bulletId] = path.split('.')
  if (!(section in LIST_FIELDS)) return true
  const entry = entriesOf(document, section as ListName).find((one) => one.id === id)
  return (
    entry !== undefined && (bulletId === undefined || (entry.bullets ?? []).some(({ id: one }) => one === bulletId))
  )
}

type Part = AnyEntry | Bullet
const same = (a: Part | undefined, b: Part | undefined) => JSON.stringify(a) === JSON.stringify(b)
const byId = <T extends Part>(parts: readonly T[], id: string) => parts.find((part) => part.id === id)
const orderOf = (parts: readonly Part[], among: readonly Part[]) =>
  parts
    .filter(({ id }) => byId(among, id))
    .map(({ id }) => id)
    .join(' ')

function mergeList(list: ListName, ...[base, mine, theirs]: [CvDocument, CvDocument, CvDocument]): readonly AnyEntry[] {
  const [before, ours, others] = [entriesOf(base, list), entriesOf(mine, list), entriesOf(theirs, list)]
  return mergeParts(before, ours, others).map((entry) => {
    const bulletsIn = (entries: readonly AnyEntry[]) => byId(entries, entry.id)?.bullets ?? []
    if (!isBulleted(list) || !byId(ours, entry.id) || !byId(others, entry.id)) return entry
    return { ...entry, bullets: mergeParts(bulletsIn(before), bulletsIn(ours), bulletsIn(others)) }
  })
}

/** Which parts stay and in which order: what one side removed is gone, unless the other side changed it. */
function mergeParts<T extends Part>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): readonly T[] {
  const stays = ({ id }: T): boolean => {
    const [before, ours, other] = [byId(base, id), byId(mine, id), byId(theirs, id)]
    if (ours && other) return true
    return before === undefined || !same(before, ours ?? other)
  }
  const untouched = orderOf(mine, base) === orderOf(base, mine)
  const [first, second] = untouched ? [theirs, mine] : [mine, theirs]
  const added = second.filter(({ id }) => !byId(first, id))
  // A new entry is put first in its list, and should not end up last.
  const atHead = added.filter(({ id }) => second[0]?.id === id)
  const parts = [...atHead, ...first, ...added.filter((part) => !atHead.includes(part))]
  return parts.filter(stays).map((part) => byId(mine, part.id) ?? part)
}
