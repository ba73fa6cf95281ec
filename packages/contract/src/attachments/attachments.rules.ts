import type { FileType } from './attachments.enums.ts'

/** What a file can be. Which of them it is, its content says, never its name or the type that a sender claims. */
export type Medium = 'picture' | 'pdf' | 'video'

export const MEDIA_TYPES: Record<string, Medium> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/webp': 'picture',
  'application/pdf': 'pdf',
  'video/mp4': 'video',
  'video/quicktime': 'video',
}

/** What a name may end in. Phones name a picture `.jpg` whatever it is, so within one medium any ending will do. */
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
  /** Pixels to which the longer side of a picture is brought when it is kept. */
  longestSide: number
}

const MB = 1024 * 1024
/** No upload of any kind is larger. */
export const MAX_FILE_BYTES = 50 * MB
/** What one account may have on its way by permission at one time: all its photos, or six films. */
export const OPEN_UPLOADS = { most: 30, maxBytes: 300 * MB } as const
/** How many files one call may bring. */
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

/** Health and identity: nobody sees them in passing, and each look is kept. */
export const PAPERS: readonly FileType[] = ['idCardFront', 'idCardBack', 'medicalReport']
/** What a listed worker's file is judged by: only managers take it away. */
export const PROOFS: readonly FileType[] = [...PAPERS, 'certificate']

/** A picture that is read and not kept. The vendor's own limit is 2 MB, which a picture of this size stays below. */
export const READ_RULE = {
  ...photo,
  maxBytes: 5 * MB,
  most: 1,
  shortestSide: 300,
  longestSide: 1600,
} as const satisfies FileRule

/** What is wrong with a file as far as a phone can know before it is sent, as a sentence, or undefined. */
export function fileProblem({ maxBytes }: FileRule, bytes: number): string | undefined {
  if (bytes === 0) return '这个文件是空的，请换一个。'
  return bytes > maxBytes ? `文件最大${maxBytes / MB}兆，这个有${Math.ceil(bytes / MB)}兆。` : undefined
}
