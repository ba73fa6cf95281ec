import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { seesPrivate } from '@qingpin/contract/resumes/resumes.policy'
import { type Ctx, requirePerson } from '../../context.ts'
import { FILE_PATH, linkEnd } from '../../crypto/signed-links.ts'
import type { Owner } from './attachments.guard.ts'
import type { FileRow } from './attachments.table.ts'
import { inOrder, isExternal, isPaper, isPath, KIND_NAMES, KINDS } from './kinds.rules.ts'

type Kinds = typeof KINDS
/** Both views of a resume's files, as replies give them. */
export type FileFields = {
  [K in keyof Kinds as Kinds[K]['urls']]: Kinds[K]['many'] extends true ? string[] : string | null
} & { [K in keyof Kinds as Kinds[K]['files']]: Kinds[K]['many'] extends true ? FileInfo[] : FileInfo | null }
export interface FileInfo {
  id: string
  url: string
  thumbnailUrl: string | null
  filename: string
  size: number
  mimetype: string
}

/** What an address is made with. */
export type LinkOptions = Pick<Ctx, 'links' | 'now'> & {
  /** The version of the files that the reader gets to know. */
  filesVersion: number
  /** Whether the reply bears addresses of papers on other hosts, with which they can be opened. */
  full: boolean
  /** When the addresses end, in epoch seconds, where that is not as usual. */
  until?: number | undefined
}

/** A file as replies give it. */
export function fileInfo(
  row: FileRow,
  { links, now, filesVersion, full, until = linkEnd(now) }: LinkOptions,
): FileInfo {
  const { id, filename, size, mimetype } = row
  // A browser never sends what stands behind the `#`, so it comes back with the address.
  const named = (address: string) => `${address}#${filesVersion}`
  const url = (): string => {
    if (isPaper(row.kind)) return row.fileId === null && full ? row.url : named(links.nameOf(id))
    return row.fileId === null ? row.url : named(links.open(id, until))
  }
  const small = row.fileId !== null && !isPaper(row.kind) && mimetype.startsWith('image/')
  const thumbnailUrl = small ? links.open(id, until, 'small') : null
  return { id, url: url(), thumbnailUrl, filename, size, mimetype }
}

/** Both views of a resume's files, from the one table. */
export function fileFields(rows: readonly FileRow[], options: LinkOptions): FileFields {
  const fields: Record<string, unknown> = {}
  for (const [kind, { urls, files, many }] of Object.entries(KINDS)) {
    const infos = inOrder(rows.filter((row) => row.kind === kind)).map((row) => fileInfo(row, options))
    fields[files] = many ? infos : (infos[0] ?? null)
    fields[urls] = many ? infos.map((info) => info.url) : (infos[0]?.url ?? null)
  }
  return fields as FileFields
}

/** The address of the picture that stands for a worker; older releases have stored some on other hosts, which are not shown. */
export function avatarAddress(
  { links, now }: Pick<Ctx, 'links' | 'now'>,
  stored: string,
  { as, until = linkEnd(now) }: { as?: 'small'; until?: number } = {},
): string {
  if (!isPath(stored)) return ''
  const id = stored.startsWith(FILE_PATH) ? links.idIn(stored) : undefined
  return id === undefined ? stored : links.open(id, until, as)
}

/** A file that was added, or was there already. */
export interface Added {
  row: FileRow
  repeated: boolean
}

/** A file that was added, under the names of old clients and of ours. */
export function addedView(ctx: Ctx, owner: Owner, { row, repeated }: Added) {
  const actor = requirePerson(ctx)
  const full = seesPrivate(actor, owner) || owner.accountId === actor.accountId
  const file = fileInfo(row, { links: ctx.links, now: ctx.now, filesVersion: owner.filesVersion, full })
  return { fileUrl: file.url, fileType: row.kind, fileName: file.filename, fileSize: file.size, file, repeated }
}

const rank = (kind: FileType) => KIND_NAMES.indexOf(kind)

/** Files that strangers do not see: not judged yet, or refused. */
export type HiddenFiles = ReadonlyMap<string, 'waiting' | 'review' | 'refused'>

/** All files of a resume. Papers on other hosts are without their address: a list must not open them. */
export function filesView(
  { links, now }: Ctx,
  { id, filesVersion }: Owner,
  rows: readonly FileRow[],
  hidden: HiddenFiles,
) {
  return {
    resumeId: id,
    filesVersion,
    files: inOrder(rows)
      .toSorted((a, b) => rank(a.kind) - rank(b.kind))
      .map((row) => ({
        ...fileInfo(row, { links, now, filesVersion, full: false }),
        fileType: row.kind,
        paper: isPaper(row.kind),
        external: isExternal(row),
        check: hidden.get(row.id) ?? null,
      })),
  }
}
