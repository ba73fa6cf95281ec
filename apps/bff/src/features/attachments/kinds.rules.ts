import { PAPERS } from '@qingpin/contract/attachments/attachments.rules'
import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { FILE_PATH } from '../../crypto/signed-links.ts'
import type { FileRow } from './attachments.table.ts'

/** How each kind of file is called in the API: its URL field, its file field, and whether there can be several. */
export const KINDS = {
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
} as const satisfies Record<FileType, { urls: string; files: string; many: boolean }>
export const KIND_NAMES = Object.keys(KINDS) as FileType[]
export const isSingle = (kind: FileType): boolean => !KINDS[kind].many
/** Kinds that strangers see once a worker is listed and shows her photos. */
const SHOWN_TO_STRANGERS: readonly FileType[] = [
  'uniformPhoto',
  'personalPhoto',
  'confinementMealPhoto',
  'cookingPhoto',
  'complementaryFoodPhoto',
]
export const isShownToStrangers = (kind: FileType): boolean => SHOWN_TO_STRANGERS.includes(kind)
export const isPaper = (kind: FileType): boolean => PAPERS.includes(kind)

/** One file, or several, each as its address or as the object that replies give. */
type FileValue = string | { url: string } | readonly string[] | readonly { url: string }[] | null | undefined
/** The fields of an input that name files. */
export type FileInput = { readonly [F in (typeof KINDS)[FileType]['urls' | 'files']]?: FileValue }

/**
 * What an input names of each kind: a list of addresses for each of the two ways in which it can name them. A repeated
 * address counts once.
 */
export type FileLists = ReadonlyMap<FileType, readonly (readonly string[])[]>

export function fileListsIn(input: FileInput): FileLists {
  const found = new Map<FileType, string[][]>()
  for (const kind of KIND_NAMES) {
    const { urls, files } = KINDS[kind]
    const lists = [input[urls], input[files]].filter((value) => value !== undefined)
    const addresses = lists.map((value) => [
      ...new Set((value === null ? [] : [value].flat()).map((one) => (typeof one === 'string' ? one : one.url))),
    ])
    if (addresses.length > 0) found.set(kind, addresses)
  }
  return found
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

/** What is known of a file on another host. Its size is unknown and stands as 0. */
export function externalFile(url: string): Pick<FileRow, 'url' | 'filename' | 'size' | 'mimetype'> {
  const filename = fileName(url)
  const extension = filename.split('.').at(-1)?.toLowerCase() ?? ''
  return { url, filename, size: 0, mimetype: TYPES[extension] ?? 'application/octet-stream' }
}

/** Paths that a client sends are refused; those that are there belong to pictures that come with this server. */
export const isPath = (address: string): boolean => /^\/(?!\/)/.test(address)

/**
 * Lies on another host, where a file can be replaced after it was checked. Lists show it to staff only as external, and
 * to strangers not at all.
 */
export const isExternal = ({ fileId, url }: Pick<FileRow, 'fileId' | 'url'>): boolean => fileId === null && !isPath(url)

/** The version of the files that an address was given with, if it bears one. */
export function versionIn(address: string): number | undefined {
  const [, version] = /#(\d{1,9})$/.exec(address) ?? []
  return version === undefined ? undefined : Number(version)
}

export const inOrder = (rows: readonly FileRow[]): FileRow[] =>
  rows.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))

type AvatarFile = Pick<FileRow, 'id' | 'kind' | 'position' | 'url' | 'fileId'>

/**
 * The picture that stands for a worker, as it is stored beside her name: in uniform, else her first photo, else none. It is
 * a path, which is signed whenever it is shown.
 */
export function avatarOf(rows: readonly AvatarFile[]): string {
  const first = (kind: FileType) =>
    rows.filter((row) => row.kind === kind && !isExternal(row)).toSorted((a, b) => a.position - b.position)[0]
  const row = first('uniformPhoto') ?? first('personalPhoto')
  if (!row) return ''
  return row.fileId === null ? row.url : `${FILE_PATH}${row.id}`
}
