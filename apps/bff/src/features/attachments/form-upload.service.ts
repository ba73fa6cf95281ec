import { FILE_RULES, type FileRule } from '@qingpin/contract/attachments/attachments.rules'
import type { Upload } from '@qingpin/contract/core/define'
import { attachmentRoutes } from '@qingpin/contract/attachments/attachments.routes'
import { FILE_TYPES, type FileType } from '@qingpin/contract/attachments/attachments.enums'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import {
  type Form,
  storeFile,
  type StoredFileRow,
  letGo,
  readForm,
  type InspectedFile,
  inspectFile,
  unread,
} from '../../storage/index.ts'
import { requireVisible } from './attachments.guard.ts'
import { addFiles, type NewFile, type Target } from './add.service.ts'
import { addedView } from './attachments.view.ts'
import { ANY_KIND } from './uploads.rules.ts'

type Fields = Readonly<Record<string, string>>

/** The kinds that a form names; undefined while it has not named any. */
type KindsIn = (fields: Fields) => FileType[] | undefined

interface FormUpload extends Target {
  request: Request
  upload: Upload
  kindsIn: KindsIn
}
interface Received {
  name: string
  medium: InspectedFile['medium']
  stored: StoredFileRow
}

export async function uploadFile(ctx: Ctx, target: Target, request: Request) {
  const kindsIn = ({ type }: Fields) => (type === undefined ? undefined : [kindFrom(type, 'type')])
  const { owner, added } = await receive(ctx, {
    ...target,
    request,
    upload: attachmentRoutes.uploadFile.upload,
    kindsIn,
  })
  const [one] = added
  if (!one) throw new AppError('FILE_MISSING')
  return { ...addedView(ctx, owner, one), resumeId: owner.id, filesVersion: owner.filesVersion }
}

export async function uploadFiles(ctx: Ctx, target: Target, request: Request) {
  const kindsIn = ({ types, type }: Fields) =>
    (types ?? type) === undefined ? undefined : kindList(types ?? type ?? '')
  const { owner, added } = await receive(ctx, {
    ...target,
    request,
    upload: attachmentRoutes.uploadFiles.upload,
    kindsIn,
  })
  return {
    resumeId: owner.id,
    uploadedFiles: added.map((one, index) => ({ ...addedView(ctx, owner, one), index })),
    totalCount: added.length,
    repeated: added.every(({ repeated }) => repeated),
    filesVersion: owner.filesVersion,
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
 * Stores the files of a form one after another, and adds them to the resume when all have come. If anything fails, all
 * of them are removed again.
 */
async function receive(ctx: Ctx, { owners, resumeId, request, upload, kindsIn }: FormUpload) {
  await ctx.db
    .tx((t) => requireVisible(t, ctx, owners, resumeId))
    .catch(async (error: unknown) => {
      await unread(request)
      throw error
    })
  const received: Received[] = []
  try {
    const form = await readForm(request, upload, (file, before) => {
      const kind = kindAt(kindsIn(before), received.length)
      const rule = kind === undefined ? ANY_KIND : FILE_RULES[kind]
      return inspectFile(ctx, file, rule, async (one: InspectedFile) => {
        const stored = await storeFile(ctx, one, rule.longestSide)
        received.push({ name: one.name, medium: one.medium, stored })
      })
    })
    const files = newFiles(form, received, kindsIn)
    return await ctx.db.tx(function* (t) {
      const done = yield* addFiles(t, ctx, { owners, resumeId }, files)
      const used = done.added.map(({ row }) => row.fileId)
      yield* letGo(t, ctx, unusedOf(received, used))
      return done
    })
  } catch (error) {
    await ctx.db.tx((t) => letGo(t, ctx, unusedOf(received, [])))
    throw error
  }
}

const unusedOf = (received: readonly Received[], used: readonly (string | null)[]) => [
  ...new Set(received.map(({ stored }) => stored.id).filter((id) => !used.includes(id))),
]

function newFiles({ fields }: Form<unknown>, received: readonly Received[], kindsIn: KindsIn) {
  if (received.length === 0) throw new AppError('FILE_MISSING')
  const kinds = kindsIn(fields)
  if (!kinds) throw wrong('type', '要写明是哪一类文件。')
  if (kinds.length !== 1 && kinds.length !== received.length) throw wrong('types', '文件和类别的个数要一样。')
  return received.map((one, i): NewFile => {
    const kind = kindAt(kinds, i) as FileType
    requireFit(one, FILE_RULES[kind])
    return { kind, stored: one.stored, name: one.name }
  })
}

/** Checks a file that came before the field that names its kind against the rule of the kind. */
function requireFit({ medium, stored }: Received, { media, maxBytes, shortestSide }: FileRule): void {
  if (!media.includes(medium)) throw new AppError('FILE_TYPE_NOT_ALLOWED')
  if (stored.size > maxBytes) throw new AppError('FILE_TOO_LARGE')
  const shorter = Math.min(stored.width ?? shortestSide, stored.height ?? shortestSide)
  if (shorter < shortestSide) throw new AppError('PICTURE_TOO_SMALL')
}
