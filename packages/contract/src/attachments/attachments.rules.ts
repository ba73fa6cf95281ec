import type { FileType } from './attachments.enums.ts'

/** The kinds of content, recognised by the content and not by a name or a claimed type. */
export type Medium = 'picture' | 'pdf' | 'video'

export const MEDIA_TYPES: Record<string, Medium> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/webp': 'picture',
  'application/pdf': 'pdf',
  'video/mp4': 'video',
  'video/quicktime': 'video',
}

/** How names usually end, to tell people what to choose; a file with another name is taken by its content. */
export const ENDINGS: Record<Medium, readonly string[]> = {
  picture: ['jpg', 'jpeg', 'png', 'webp'],
  pdf: ['pdf'],
  video: ['mp4', 'm4v', 'mov'],
}

export interface FileRule {
  media: readonly Medium[]
  maxBytes: number
  /** How many of them one resume may hold. */
  most: number
  /** Pixels that the shorter side of a picture must have. */
  shortestSide: number
  /** Pixels to which the longer side of a picture is reduced when it is stored. */
  longestSide: number
}

const MB = 1024 * 1024
/** No upload of any kind is larger. */
export const MAX_FILE_BYTES = 50 * MB
/** What one account may have on its way by permission at one time: all its photos, or six videos. */
export const OPEN_UPLOADS = { most: 30, maxBytes: 300 * MB } as const
/** How long an address that was requested shows a file, in seconds. */
export const OPEN_SECONDS = 120
/** How long a permission to write into the store holds, in seconds. */
export const UPLOAD_SECONDS = 600
/** How many files one call may send. */
export const MAX_FILES_AT_ONCE = 30

const photo = { media: ['picture'], maxBytes: 20 * MB, most: 60, shortestSide: 100, longestSide: 2048 } as const
const paper = { ...photo, media: ['picture', 'pdf'], shortestSide: 300, longestSide: 2560 } as const
const idCard = { ...photo, most: 1, shortestSide: 300 } as const

export const FILE_RULES: Record<FileType, FileRule> = {
  idCardFront: idCard,
  idCardBack: idCard,
  personalPhoto: photo,
  certificate: paper,
  medicalReport: paper,
  selfIntroductionVideo: { ...photo, media: ['video'], maxBytes: MAX_FILE_BYTES, most: 1 },
  confinementMealPhoto: photo,
  cookingPhoto: photo,
  complementaryFoodPhoto: photo,
  positiveReviewPhoto: photo,
  uniformPhoto: { ...photo, most: 1 },
}

/** Identity and health: lists do not show them, and each view leaves an audit row. */
export const PAPERS: readonly FileType[] = ['idCardFront', 'idCardBack', 'medicalReport']
/** What a listed worker was reviewed by: only managers remove it. */
export const PROOFS: readonly FileType[] = [...PAPERS, 'certificate']

/** A picture that is read and not stored. The vendor's limit is 2 MB, which a picture of this size stays below. */
export const READ_RULE = {
  ...photo,
  maxBytes: 5 * MB,
  most: 1,
  shortestSide: 300,
  longestSide: 1600,
} as const satisfies FileRule

/** The problem of a file that a phone can know before it is sent, as a sentence, or undefined. */
export function fileProblem({ maxBytes }: FileRule, bytes: number): string | undefined {
  if (bytes === 0) return '这个文件是空的，请换一个。'
  return bytes > maxBytes ? `文件最大${maxBytes / MB}兆，这个有${Math.ceil(bytes / MB)}兆。` : undefined
}
