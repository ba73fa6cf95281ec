import { createHash, type Hash } from 'node:crypto'
import { type FileRule, MEDIA_TYPES, type Medium } from '@qingpin/contract/attachments/attachments.rules'
import { AppError } from '../errors.ts'
import { accountIdOf, type Ctx } from '../context.ts'
import { type Drawn, type PictureProblem, PictureRefused } from '../ports/picture.port.ts'
import type { Incoming } from './multipart.ts'
import { isActivePdf, isTwoThings, isWholePdf } from './active-content.ts'
import { mendedName } from './file-name.ts'
import { FILE_RETRY_SECONDS, HEAD_BYTES, THUMBNAIL_SIDE } from './storage.rules.ts'

const HEIC = /^image\/hei[cf]/
/** Pictures are drawn anew, whatever they were. */
const KEPT_PICTURE = 'image/jpeg'

interface Common {
  /** The sender's name of the file, with the ending of the stored type; for display only. */
  name: string
  /** The media type that is to be stored. */
  type: string
  /** Of what was sent, in hex: the same content is one file. Of a film only once it was read to its end. */
  sha256: () => string
}
export interface InspectedPicture extends Common, Drawn {
  medium: 'picture'
  thumbnail: Drawn
}
export interface InspectedPdf extends Common {
  medium: 'pdf'
  bytes: Uint8Array
}
export interface InspectedVideo extends Common {
  medium: 'video'
  /** As it comes in: it is never whole in memory. */
  bytes: AsyncIterable<Uint8Array>
}
export type InspectedFile = InspectedPicture | InspectedPdf | InspectedVideo
/** What a file can turn out to be under a rule. */
export type InspectedAs<R extends FileRule> = Extract<InspectedFile, { medium: R['media'][number] }>

const PROBLEMS = {
  broken: 'FILE_UNREADABLE',
  'too-small': 'PICTURE_TOO_SMALL',
  'too-big': 'PICTURE_TOO_BIG',
  busy: 'SERVICE_BUSY',
} as const satisfies Record<PictureProblem, string>

/** What a picture was refused for, in words that a caller understands. */
function refusedPicture(error: unknown): unknown {
  if (!(error instanceof PictureRefused)) return error
  const again = error.why === 'busy' ? { retryAfterSeconds: FILE_RETRY_SECONDS } : {}
  return new AppError(PROBLEMS[error.why], { cause: error, ...again })
}

type Inspecting = Pick<Ctx, 'pictures' | 'memoryBudget' | 'actor' | 'caller'>

/**
 * Looks at a file that comes in and hands on what may be kept of it: a picture drawn anew, a PDF that was looked
 * through, a film as a stream. `keep` has it only as long as it runs. Throws the codes of files.errors.
 */
export async function inspectFile<R extends FileRule, T>(
  { pictures, memoryBudget, ...who }: Inspecting,
  { name, bytes }: Incoming,
  rule: R,
  keep: (file: InspectedAs<R>) => Promise<T>,
): Promise<T> {
  // `contentTypeOf` lets only media of the rule pass.
  const use = keep as (file: InspectedFile) => Promise<T>
  const source = bytes[Symbol.asyncIterator]()
  const head = await firstBytes(source)
  const kind = await contentTypeOf(head, rule)
  const type = kind.medium === 'picture' ? KEPT_PICTURE : kind.type
  const hash = createHash('sha256')
  const whole = limited(hashed(head, source, hash), rule.maxBytes)
  const common = { name: mendedName(name, type), type, sha256: once(() => hash.digest('hex')) }
  if (kind.medium === 'video') return use({ ...common, medium: 'video', bytes: whole })
  return memoryBudget.gather(whole, accountIdOf(who) ?? who.caller, async (held) => {
    if (kind.medium === 'pdf') return use({ ...common, medium: 'pdf', bytes: checkedPdf(held) })
    return use({ ...common, ...(await redrawn(pictures, held, rule)), medium: 'picture' })
  })
}

async function redrawn(pictures: Ctx['pictures'], held: Buffer, { longestSide, shortestSide }: FileRule) {
  if (isTwoThings(held)) throw new AppError('FILE_NOT_SAFE')
  const wishes = { longestSide, shortestSide, thumbnailSide: THUMBNAIL_SIDE }
  try {
    const { thumbnail, ...picture } = await pictures.redraw(held, wishes)
    return { ...picture, thumbnail: thumbnail ?? picture }
  } catch (error) {
    throw refusedPicture(error)
  }
}

function checkedPdf(held: Buffer): Buffer {
  if (!isWholePdf(held)) throw new AppError('FILE_UNREADABLE')
  if (isActivePdf(held)) throw new AppError('FILE_NOT_SAFE')
  return held
}

/** As much as it takes to see what a file is, or all of a shorter one. */
async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let length = 0; length < HEAD_BYTES;) {
    const next = await source.next()
    if (next.done) break
    pieces.push(next.value)
    length += next.value.length
  }
  return Buffer.concat(pieces)
}

async function* hashed(head: Uint8Array, rest: AsyncIterator<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  try {
    hash.update(head)
    yield head
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      hash.update(next.value)
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}

/** The form knows the largest file of its route; a kind of file may be held to less. */
async function* limited(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const piece of source) {
    length += piece.length
    if (length > maxBytes) throw new AppError('FILE_TOO_LARGE')
    yield piece
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

interface Kind {
  medium: Medium
  /** The media type that the content shows. */
  type: string
}

/** The kind of a file by its first bytes; the name does not count. Throws FILE_EMPTY, HEIC_NOT_SUPPORTED, FILE_TYPE_NOT_ALLOWED. */
async function contentTypeOf(head: Uint8Array, { media }: Pick<FileRule, 'media'>): Promise<Kind> {
  if (head.length === 0) throw new AppError('FILE_EMPTY')
  const { fileTypeFromBuffer } = await import('file-type')
  const type = (await fileTypeFromBuffer(head.subarray(0, HEAD_BYTES)))?.mime ?? ''
  if (HEIC.test(type)) throw new AppError('HEIC_NOT_SUPPORTED')
  const medium = Object.hasOwn(MEDIA_TYPES, type) ? MEDIA_TYPES[type] : undefined
  if (!medium || !media.includes(medium)) throw new AppError('FILE_TYPE_NOT_ALLOWED')
  return { medium, type }
}
