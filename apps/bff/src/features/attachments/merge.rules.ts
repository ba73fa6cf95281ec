import { FILE_RULES, MEDIA_TYPES, PROOFS } from '@qingpin/contract/attachments/attachments.rules'
import type { FileType } from '@qingpin/contract/resumes/resumes.enums'
import type { Links } from '../../storage/index.ts'
import { externalFile, type FileRow, inOrder, isPaper, isSingle, versionIn, type Wanted } from './attachments.view.ts'

/** A file that is not there yet: on another host, or one of ours that stands under another kind. */
export type NewEntry = Pick<FileRow, 'url' | 'fileId' | 'filename' | 'size' | 'mimetype'>
export interface KindPlan {
  kind: FileType
  before: readonly FileRow[]
  /** What stays and what comes, in the new order. */
  after: readonly (FileRow | NewEntry)[]
}

export const isRow = (one: FileRow | NewEntry): one is FileRow => 'id' in one

export interface Merging {
  rows: readonly FileRow[]
  /** Files that were taken away not long ago. */
  gone: readonly FileRow[]
  links: Pick<Links, 'idIn' | 'isOurs'>
}

/**
 * What the arrays of an editor make of the files that are there now: she decides over what she saw, and of what was
 * added or taken away behind her back she knows nothing. `seen` is the version that she edits; where nobody says it, the
 * addresses in her arrays may, and else she saw everything. Kinds that stay as they are have no plan.
 */
export function mergeFiles(merging: Merging, wanted: Wanted, seen?: number): KindPlan[] {
  const ours = [...wanted.values()].flat(2).filter((address) => merging.links.idIn(address) !== undefined)
  const versions = ours.flatMap((address) => versionIn(address) ?? [])
  const upTo = seen ?? (versions.length > 0 ? Math.max(...versions) : Number.POSITIVE_INFINITY)
  return [...wanted].flatMap(([kind, lists]) => {
    // A client that sends both ways back has changed one of them.
    const plans = lists.map((list) => planOf(merging, kind, list, upTo))
    return plans.find(({ before, after }) => !sameOrder(before, after)) ?? []
  })
}

const sameOrder = (before: readonly FileRow[], after: KindPlan['after']) =>
  before.length === after.length && before.every((row, i) => row === after[i])

interface Scene extends Merging {
  kind: FileType
  /** The files of this kind. */
  before: readonly FileRow[]
  seen: number
}

function planOf(merging: Merging, kind: FileType, list: readonly string[], seen: number): KindPlan {
  const before = inOrder(merging.rows.filter((row) => row.kind === kind))
  const scene = { ...merging, kind, before, seen }
  const named = [...new Set(list.flatMap((address) => meantBy(scene, address) ?? []))]
  const behind = before.filter((row) => row.addedIn > seen && !named.includes(row))
  const after = [...named, ...behind]
  // Of a kind that there is one of, what the editor puts there replaces what came meanwhile.
  return { kind, before, after: isSingle(kind) ? after.slice(0, 1) : after }
}

/** The file that an address means, or undefined where it was taken away or never was here. */
function meantBy(scene: Scene, address: string): FileRow | NewEntry | undefined {
  const { rows, gone, links, kind, before, seen } = scene
  const id = links.idIn(address)
  const known = before.find((row) => row.id === id || (row.fileId === null && row.url === address))
  if (known) return known
  const elsewhere = rows.find((row) => row.id === id)
  if (elsewhere) return moved(elsewhere, kind)
  if (links.isOurs(address) || gone.some((row) => row.id === id)) return undefined
  const takenAway = gone.some((row) => row.kind === kind && row.url === address && (row.removedIn ?? 0) > seen)
  return takenAway ? undefined : { ...externalFile(address), fileId: null }
}

/** A file that an editor puts under another kind; papers stay what they are. */
function moved({ kind: from, url, fileId, filename, size, mimetype }: FileRow, kind: FileType): NewEntry | undefined {
  const medium = MEDIA_TYPES[mimetype]
  const fits = fileId === null || (medium !== undefined && FILE_RULES[kind].media.includes(medium))
  return fits && !isPaper(from) && !isPaper(kind) ? { url, fileId, filename, size, mimetype } : undefined
}

/** The rows that a plan takes away. */
export const removedBy = ({ before, after }: KindPlan): FileRow[] => before.filter((row) => !after.includes(row))

export const touchesProofs = (plans: readonly KindPlan[]): boolean =>
  plans.some((plan) => PROOFS.includes(plan.kind) && removedBy(plan).length > 0)
