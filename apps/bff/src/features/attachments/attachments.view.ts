import { PAPERS } from '@qingpin/contract/attachments/attachments.rules'
import type { FileType } from '@qingpin/contract/resumes/resumes.enums'
import type { Ctx } from '../../context.ts'
import type { Schema } from '../../schema/schema.ts'
import { FILE_PATH, linkEnd } from '../../storage/index.ts'
import type { ResumeInput } from '../resumes/resumes.columns.ts'

export type FileRow = Schema['resumeFiles']['$inferSelect']

/** How each kind of file is called in the API: its URL field, its file field, and whether there can be several. */
const KINDS = {
  idCardFront: { urls: 'idCardFrontUrl', files: 'idCardFront', many: false },
  idCardBack: { urls: 'idCardBackUrl', files: 'idCardBack', many: false },
  selfIntroductionVideo: { urls: 'selfIntroductionVideoUrl', files: 'selfIntroductionVideo', many: false },
  uniformPhoto: { urls: 'uniformPhotoUrl', files: 'uniformPhoto', many: false },
  personalPhoto: { urls: 'photoUrls', files: 'personalPhoto', many: true },
  certificate: { urls: 'certificateUrls', files: 'certificates', many: true },
  medicalReport: { urls: 'medicalReportUrls', files: 'reports', many: true },
  confinementMealPhoto: { urls: 'confinementMealPhotoUrls', files: 'confinementMealPhotos', many: true },
  cookingPhoto: { urls: 'cookingPhotoUrls', files: 'cookingPhotos', many: true },
  complementaryFoodPhoto: { urls: 'complementaryFoodPhotoUrls', files: 'complementaryFoodPhotos', many: true },
  positiveReviewPhoto: { urls: 'positiveReviewPhotoUrls', files: 'positiveReviewPhotos', many: true },
} as const satisfies Record<FileType, { urls: keyof ResumeInput; files: keyof ResumeInput; many: boolean }>
export const KIND_NAMES = Object.keys(KINDS) as FileType[]
export const isSingle = (kind: FileType): boolean => !KINDS[kind].many

type Kinds = typeof KINDS
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

/**
 * What an input says of each kind: a list of addresses for each of the two ways in which it can say it. A repeated
 * address counts once.
 */
export type Wanted = ReadonlyMap<FileType, readonly (readonly string[])[]>

export function wantedIn(input: ResumeInput): Wanted {
  const wanted = new Map<FileType, string[][]>()
  for (const kind of KIND_NAMES) {
    const { urls, files } = KINDS[kind]
    const lists = [input[urls], input[files]].filter((value) => value !== undefined)
    const addresses = lists.map((value) => [
      ...new Set((value === null ? [] : [value].flat()).map((one) => (typeof one === 'string' ? one : one.url))),
    ])
    if (addresses.length > 0) wanted.set(kind, addresses)
  }
  return wanted
}

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
}

/** The last part of an address, readable. An address may hold a stray `%` or name characters that no row can store. */
function fileName(url: string): string {
  const last = url.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  try {
    return [...decodeURIComponent(last).replace(/\p{Cc}/gu, '')].slice(0, 200).join('')
  } catch {
    return last.slice(0, 200)
  }
}

/** What can be said of a file we only have the address of. Its size is not known and stands as 0. */
export function externalFile(url: string): Pick<FileRow, 'url' | 'filename' | 'size' | 'mimetype'> {
  const filename = fileName(url)
  const extension = filename.split('.').at(-1)?.toLowerCase() ?? ''
  return { url, filename, size: 0, mimetype: TYPES[extension] ?? 'application/octet-stream' }
}

export type Look = Pick<Ctx, 'links' | 'now'> & {
  /** The version of the files that the reader gets to know. */
  filesVersion: number
  /** Whether the reader may have addresses of papers on other hosts: whoever has one has seen it. */
  full: boolean
  /** When the addresses end, where that is not as usual. */
  until?: number
}

/** Paths that a client sends are refused; those that are there belong to pictures that come with this server. */
const isPath = (address: string): boolean => /^\/(?!\/)/.test(address)

/**
 * Lies on another host, where what somebody has looked at can be changed for anything. Nobody is shown it in passing, and
 * strangers not at all.
 */
export const isElsewhere = ({ fileId, url }: Pick<FileRow, 'fileId' | 'url'>): boolean =>
  fileId === null && !isPath(url)

export const isPaper = (kind: FileType): boolean => PAPERS.includes(kind)

/** A file as replies give it. */
export function fileInfo(row: FileRow, { links, now, filesVersion, full, until = linkEnd(now) }: Look): FileInfo {
  const { id, filename, size, mimetype } = row
  // What stands behind the sign never leaves a browser, and comes back with the address.
  const named = (address: string) => `${address}#${filesVersion}`
  const url = (): string => {
    if (isPaper(row.kind)) return row.fileId === null && full ? row.url : named(links.nameOf(id))
    return row.fileId === null ? row.url : named(links.open(id, until))
  }
  const small = row.fileId !== null && !isPaper(row.kind) && mimetype.startsWith('image/')
  const thumbnailUrl = small ? links.open(id, until, 'small') : null
  return { id, url: url(), thumbnailUrl, filename, size, mimetype }
}

/** The version of the files that a list of addresses was given with, if one of them says so. */
export function versionIn(address: string): number | undefined {
  const [, version] = /#(\d{1,9})$/.exec(address) ?? []
  return version === undefined ? undefined : Number(version)
}

export const inOrder = (rows: readonly FileRow[]): FileRow[] =>
  rows.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

/** Both views of a resume's files, from the one table. */
export function fileFields(rows: readonly FileRow[], look: Look): FileFields {
  const fields: Record<string, unknown> = {}
  for (const [kind, { urls, files, many }] of Object.entries(KINDS)) {
    const infos = inOrder(rows.filter((row) => row.kind === kind)).map((row) => fileInfo(row, look))
    fields[files] = many ? infos : (infos[0] ?? null)
    fields[urls] = many ? infos.map((info) => info.url) : (infos[0]?.url ?? null)
  }
  return fields as FileFields
}

type Placed = Pick<FileRow, 'id' | 'kind' | 'position' | 'url' | 'fileId'>

/**
 * The picture that stands for a worker, as it is stored beside her name: in uniform, else her first photo, else none. It is
 * a path, which is signed whenever it is shown.
 */
export function avatarOf(rows: readonly Placed[]): string {
  const first = (kind: FileType) =>
    rows.filter((row) => row.kind === kind && !isElsewhere(row)).toSorted((a, b) => a.position - b.position)[0]
  const row = first('uniformPhoto') ?? first('personalPhoto')
  if (!row) return ''
  return row.fileId === null ? row.url : `${FILE_PATH}${row.id}`
}

/** The picture that stands for a worker, to be shown now; older releases have stored some on other hosts. */
export function shownAvatar(
  { links, now }: Pick<Ctx, 'links' | 'now'>,
  stored: string,
  { as, until = linkEnd(now) }: { as?: 'small'; until?: number } = {},
): string {
  if (!isPath(stored)) return ''
  const id = stored.startsWith(FILE_PATH) ? links.idIn(stored) : undefined
  return id === undefined ? stored : links.open(id, until, as)
}
