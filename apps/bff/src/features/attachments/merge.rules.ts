import { FILE_RULES, MEDIA_TYPES, PROOFS } from '@qingpin/contract/attachments/attachments.rules'
import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import type { Links } from '../../crypto/signed-links.ts'
import type { FileRow } from './attachments.table.ts'
import { externalFile, type FileLists, inOrder, isPaper, isSingle, versionIn } from './kinds.rules.ts'

/** A file that is not there yet: on another host, or one of ours that stands under another kind. */
export type NewEntry = Pick<FileRow, 'url' | 'fileId' | 'filename' | 'size' | 'mimetype'>
export interface KindPlan {
  kind: FileType
  before: readonly FileRow[]
  /** What stays and what comes, in the new order. */
  after: readonly (FileRow | NewEntry)[]
}

export const isRow = (one: FileRow | NewEntry): one is FileRow => 'id' in one

export interface MergeBase {
  rows: readonly FileRow[]
  /** Files that were removed not long ago. */
  removed: readonly FileRow[]
  links: Pick<Links, 'idIn' | 'isOurs'>
}

/**
 * Merges the arrays of an editor with the files that are there now. The arrays decide over the files that the editor
 * saw; files that were added or removed since then stay as they are. Kinds that do not change have no plan.
 * @param seen the `filesVersion` that was edited; without it the addresses in the arrays may bear it, and else the editor
 * saw everything
 */
export function mergeFiles(base: MergeBase, lists: FileLists, seen?: number): KindPlan[] {
  const ours = [...lists.values()].flat(2).filter((address) => base.links.idIn(address) !== undefined)
  const versions = ours.flatMap((address) => versionIn(address) ?? [])
  const upTo = seen ?? (versions.length > 0 ? Math.max(...versions) : Number.POSITIVE_INFINITY)
  return [...lists].flatMap(([kind, ways]) => {
    // A client that sends both ways back has changed one of them.
    const plans = ways.map((list) => planOf(base, kind, list, upTo))
    return plans.find(({ before, after }) => !sameOrder(before, after)) ?? []
  })
}

const sameOrder = (before: readonly FileRow[], after: KindPlan['after']) =>
  before.length === after.length && before.every((row, i) => row === after[i])

interface KindBase extends MergeBase {
  kind: FileType
  /** The files of this kind. */
  before: readonly FileRow[]
  seen: number
}

function planOf(base: MergeBase, kind: FileType, list: readonly string[], seen: number): KindPlan {
  const before = inOrder(base.rows.filter((row) => row.kind === kind))
  const kindBase = { ...base, kind, before, seen }
  const named = [...new Set(list.flatMap((address) => fileAt(kindBase, address) ?? []))]
  const behind = before.filter((row) => row.addedIn > seen && !named.includes(row))
  const after = [...named, ...behind]
  // Of a kind that there is one of, the editor's file replaces the one that came meanwhile.
  return { kind, before, after: isSingle(kind) ? after.slice(0, 1) : after }
}

/** The file that an address means; undefined where it was removed or never was here. */
function fileAt(base: KindBase, address: string): FileRow | NewEntry | undefined {
  const { rows, removed, links, kind, before, seen } = base
  const id = links.idIn(address)
  const known = before.find((row) => row.id === id || (row.fileId === null && row.url === address))
  if (known) return known
  const elsewhere = rows.find((row) => row.id === id)
  if (elsewhere) return moved(elsewhere, kind)
  if (links.isOurs(address) || removed.some((row) => row.id === id)) return undefined
  const wasRemoved = removed.some((row) => row.kind === kind && row.url === address && (row.removedIn ?? 0) > seen)
  return wasRemoved ? undefined : { ...externalFile(address), fileId: null }
}

/** A file that an editor puts under another kind; papers stay what they are. */
function moved({ kind: from, url, fileId, filename, size, mimetype }: FileRow, kind: FileType): NewEntry | undefined {
  const medium = MEDIA_TYPES[mimetype]
  const fits = fileId === null || (medium !== undefined && FILE_RULES[kind].media.includes(medium))
  return fits && !isPaper(from) && !isPaper(kind) ? { url, fileId, filename, size, mimetype } : undefined
}

/** The rows that a plan removes. */
export const removedBy = ({ before, after }: KindPlan): FileRow[] => before.filter((row) => !after.includes(row))

export const touchesProofs = (plans: readonly KindPlan[]): boolean =>
  plans.some((plan) => PROOFS.includes(plan.kind) && removedBy(plan).length > 0)
