import type { FileType } from '@qingpin/contract/resumes/resumes.enums'
import type { Schema } from '../../db/schema.ts'
import type { ResumeInput } from './resumes.columns.ts'

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
} as const satisfies Record<FileType, { urls: keyof ResumeInput; files: string; many: boolean }>

type Kinds = typeof KINDS
export type FileFields = {
  [K in keyof Kinds as Kinds[K]['urls']]: Kinds[K]['many'] extends true ? string[] : string | null
} & { [K in keyof Kinds as Kinds[K]['files']]: Kinds[K]['many'] extends true ? FileInfo[] : FileInfo | null }
interface FileInfo {
  url: string
  filename: string
  size: number
  mimetype: string
}

/** The addresses that an input sets, by kind; a repeated address counts once. */
export function filesOf(input: ResumeInput): Map<FileType, string[]> {
  const sets = new Map<FileType, string[]>()
  for (const [kind, { urls }] of Object.entries(KINDS)) {
    const value = input[urls]
    if (value !== undefined) sets.set(kind as FileType, [...new Set(value === null ? [] : [value].flat())])
  }
  return sets
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

/** Both views of a resume's files, from the one table. */
export function fileFields(rows: readonly FileRow[]): FileFields {
  const fields: Record<string, unknown> = {}
  for (const [kind, { urls, files, many }] of Object.entries(KINDS)) {
    const own = rows.filter((row) => row.kind === kind).toSorted((a, b) => a.position - b.position)
    const infos = own.map(({ url, filename, size, mimetype }) => ({ url, filename, size, mimetype }))
    fields[files] = many ? infos : (infos[0] ?? null)
    fields[urls] = many ? infos.map((info) => info.url) : (infos[0]?.url ?? null)
  }
  return fields as FileFields
}

/** The picture that stands for a worker: in uniform, else her first photo, else none. */
export const avatarOf = (fields: Pick<FileFields, 'uniformPhotoUrl' | 'photoUrls'>): string =>
  fields.uniformPhotoUrl ?? fields.photoUrls[0] ?? ''
