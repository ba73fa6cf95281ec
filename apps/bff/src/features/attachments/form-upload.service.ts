import { FILE_RULES, type FileRule, MAX_FILE_BYTES } from '@qingpin/contract/attachments/attachments.rules'
import type { Upload } from '@qingpin/contract/core/define'
import { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import { FILE_TYPES, type FileType } from '@qingpin/contract/resumes/resumes.enums'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import {
  type Form,
  keepFile,
  type KeptRow,
  letGo,
  readForm,
  type TakenFile,
  takeFile,
  unread,
} from '../../storage/index.ts'
import { requireVisible } from './attachments.guard.ts'
import { addFiles, type Offered } from './add.service.ts'
import { addedView } from './uploads.view.ts'

type Fields = Readonly<Record<string, string>>

/** What a file is held to that comes before the word what it is for; then it is held to its kind. */
const ANY_KIND: FileRule = {
  media: ['picture', 'pdf', 'video'],
  maxBytes: MAX_FILE_BYTES,
  most: 1,
  shortestSide: 100,
  longestSide: 2560,
}

/** What a form says its files are for; undefined while it has not said so. */
type KindsIn = (fields: Fields) => FileType[] | undefined

interface Sent {
  resumeId: string
  request: Request
  upload: Upload
  kindsIn: KindsIn
}
interface Taken {
  name: string
  medium: TakenFile['medium']
  kept: KeptRow
}

export async function uploadFile(ctx: Ctx, resumeId: string, request: Request) {
  const kindsIn = ({ type }: Fields) => (type === undefined ? undefined : [kindFrom(type, 'type')])
  const { resume, added } = await receive(ctx, {
    resumeId,
    request,
    upload: attachmentRoutes.uploadFile.upload,
    kindsIn,
  })
  const [one] = added
  if (!one) throw new AppError('FILE_MISSING')
  return { ...addedView(ctx, resume, one), resumeId, filesVersion: resume.filesVersion }
}

export async function uploadFiles(ctx: Ctx, resumeId: string, request: Request) {
  const kindsIn = ({ types, type }: Fields) =>
    (types ?? type) === undefined ? undefined : kindList(types ?? type ?? '')
  const { resume, added } = await receive(ctx, {
    resumeId,
    request,
    upload: attachmentRoutes.uploadFiles.upload,
    kindsIn,
  })
  return {
    resumeId,
    uploadedFiles: added.map((one, index) => ({ ...addedView(ctx, resume, one), index })),
    totalCount: added.length,
    repeated: added.every(({ repeated }) => repeated),
    filesVersion: resume.filesVersion,
  }
}

const wrong = (field: string, message: string) => new AppError('VALIDATION_ERROR', { details: [{ field, message }] })

function kindFrom(text: unknown, field: string): FileType {
  const found = FILE_TYPES.find(({ value, label }) => value === text || label === text)
  if (!found) throw wrong(field, '要写明是哪一类文件。')
  return found.value
}

/** A JSON list as old clients send it, or one kind for all. */
function kindList(text: string): FileType[] {
  if (!text.trim().startsWith('[')) return [kindFrom(text.trim(), 'types')]
  try {
    return (JSON.parse(text) as unknown[]).map((one) => kindFrom(one, 'types'))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw wrong('types', '要写明每个文件是哪一类。')
  }
}

const kindAt = (kinds: readonly FileType[] | undefined, i: number) => (kinds?.length === 1 ? kinds[0] : kinds?.[i])

/**
 * Takes the files of a form into the store one after another, and adds them to the resume when all have come. Whatever
 * fails lets all of them go.
 */
async function receive(ctx: Ctx, { resumeId, request, upload, kindsIn }: Sent) {
  await ctx.db
    .tx((t) => requireVisible(t, ctx, resumeId))
    .catch(async (error: unknown) => {
      await unread(request)
      throw error
    })
  const taken: Taken[] = []
  try {
    const form = await readForm(request, upload, (file, before) => {
      const kind = kindAt(kindsIn(before), taken.length)
      const rule = kind === undefined ? ANY_KIND : FILE_RULES[kind]
      return takeFile(ctx, file, rule, async (one: TakenFile) => {
        const kept = await keepFile(ctx, one, rule.longestSide)
        taken.push({ name: one.name, medium: one.medium, kept })
      })
    })
    const offered = offeredBy(form, taken, kindsIn)
    return await ctx.db.tx(function* (t) {
      const done = yield* addFiles(t, ctx, resumeId, offered)
      const used = done.added.map(({ row }) => row.fileId)
      yield* letGo(t, ctx, unusedOf(taken, used))
      return done
    })
  } catch (error) {
    await ctx.db.tx((t) => letGo(t, ctx, unusedOf(taken, [])))
    throw error
  }
}

const unusedOf = (taken: readonly Taken[], used: readonly (string | null)[]) => [
  ...new Set(taken.map(({ kept }) => kept.id).filter((id) => !used.includes(id))),
]

function offeredBy({ fields }: Form<unknown>, taken: readonly Taken[], kindsIn: KindsIn) {
  if (taken.length === 0) throw new AppError('FILE_MISSING')
  const kinds = kindsIn(fields)
  if (!kinds) throw wrong('type', '要写明是哪一类文件。')
  if (kinds.length !== 1 && kinds.length !== taken.length) throw wrong('types', '文件和类别的个数要一样。')
  return taken.map((one, i): Offered => {
    const kind = kindAt(kinds, i) as FileType
    requireFit(one, FILE_RULES[kind])
    return { kind, kept: one.kept, name: one.name }
  })
}

/** What a kind asks for, of a file that came before its kind was said. */
function requireFit({ medium, kept }: Taken, { media, maxBytes, shortestSide }: FileRule): void {
  if (!media.includes(medium)) throw new AppError('FILE_TYPE_NOT_ALLOWED')
  if (kept.size > maxBytes) throw new AppError('FILE_TOO_LARGE')
  const shorter = Math.min(kept.width ?? shortestSide, kept.height ?? shortestSide)
  if (shorter < shortestSide) throw new AppError('PICTURE_TOO_SMALL')
}
