import { ENDINGS, type FileRule, MEDIA_TYPES, type Medium } from '@qingpin/contract/attachments/attachments.rules'
import { AppError } from '../errors.ts'

/** More of a file is not looked at: inside archives the library would unpack what it finds. */
export const HEAD_BYTES = 4100

const HEIC = /^image\/hei[cf]/

export interface Kind {
  medium: Medium
  /** The media type that the content shows. */
  type: string
}

/**
 * What a file is by its first bytes. Throws FILE_EMPTY, HEIC_NOT_SUPPORTED, FILE_TYPE_NOT_ALLOWED, or
 * FILE_NAME_MISLEADS for a name that ends like something else.
 */
export async function contentTypeOf(head: Uint8Array, name: string, { media }: Pick<FileRule, 'media'>): Promise<Kind> {
  if (head.length === 0) throw new AppError('FILE_EMPTY')
  const { fileTypeFromBuffer } = await import('file-type')
  const type = (await fileTypeFromBuffer(head.subarray(0, HEAD_BYTES)))?.mime ?? ''
  if (HEIC.test(type)) throw new AppError('HEIC_NOT_SUPPORTED')
  const medium = Object.hasOwn(MEDIA_TYPES, type) ? MEDIA_TYPES[type] : undefined
  if (!medium || !media.includes(medium)) throw new AppError('FILE_TYPE_NOT_ALLOWED')
  const ending = /\.(\w{1,10})$/.exec(name)?.[1]?.toLowerCase()
  if (ending !== undefined && !ENDINGS[medium].includes(ending)) throw new AppError('FILE_NAME_MISLEADS')
  return { medium, type }
}
