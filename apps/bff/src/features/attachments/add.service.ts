import { FILE_RULES, PROOFS } from '@qingpin/contract/attachments/attachments.rules'
import { type FileType, FILE_TYPES } from '@qingpin/contract/attachments/attachments.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { mayRemoveProofs } from '@qingpin/contract/resumes/resumes.policy'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { type StoredFileRow, useFile } from '../../storage/index.ts'
import { type Owner, type Owners, requireEditable } from './attachments.guard.ts'
import { listFiles } from './attachments.repo.ts'
import type { FileRow } from './attachments.table.ts'
import type { Added } from './attachments.view.ts'
import { inOrder, isSingle } from './kinds.rules.ts'
import { isRow, type KindPlan, type NewEntry } from './merge.rules.ts'
import { hashesOf } from './uploads.repo.ts'
import { ADD_RETRY_SECONDS } from './uploads.rules.ts'

/** A stored file, and what it is for. */
export interface NewFile {
  kind: FileType
  stored: StoredFileRow
  /** As its sender calls it. */
  name: string
}
/** The resume that files go to. */
export interface Target {
  owners: Owners
  resumeId: string
}

const ENDING: Record<string, string> = {
  'image/jpeg': 'jpg',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}
/** The sender's name with the ending of what was stored; without a name, the label of the kind. */
function nameFor({ kind, stored, name }: NewFile): string {
  const stem = name.replace(/\.\w{1,10}$/, '').trim() || labelOf(FILE_TYPES, kind)
  return `${stem}.${ENDING[stored.mimetype] ?? 'bin'}`
}

const entryOf = (file: NewFile): NewEntry => ({
  url: '',
  fileId: file.stored.id,
  filename: nameFor(file),
  size: file.stored.size,
  mimetype: file.stored.mimetype,
})

interface Result {
  kind: FileType
  one: FileRow | NewEntry
  repeated: boolean
}
interface GrowingPlan {
  plan: KindPlan
  after: (FileRow | NewEntry)[]
}

/**
 * Adds files to a resume, behind those of their kinds; all or none. Content that is there already under the same kind
 * stays one file. Throws FILES_FULL, TOO_MANY_FILES for two of a kind that there is one of, PAPERS_PROTECTED, and
 * FILES_UNAVAILABLE for a stored file that was removed meanwhile.
 */
export function* addFiles(
  t: Q,
  ctx: Ctx,
  { owners, resumeId }: Target,
  files: readonly NewFile[],
): Op<{ owner: Owner; added: Added[] }> {
  const before = yield* requireEditable(t, ctx, owners, resumeId)
  const rows = yield* listFiles(t, ctx, resumeId)
  const hashes = yield* hashesOf(t, ctx, rows)
  const kinds = new Map<FileType, GrowingPlan>()
  const results: Result[] = []
  for (const file of files) {
    const { kind, stored } = file
    const growing = kinds.get(kind) ?? growingFrom(kind, rows)
    kinds.set(kind, growing)
    const same = growing.after.find((other) => other.fileId !== null && hashes.get(other.fileId) === stored.sha256)
    if (!same) {
      requireCapacity(ctx, before, kind, growing.after)
      if (!(yield* useFile(t, ctx, stored.id)))
        throw new AppError('FILES_UNAVAILABLE', { retryAfterSeconds: ADD_RETRY_SECONDS })
      hashes.set(stored.id, stored.sha256)
    }
    results.push({ kind, one: same ?? put(growing, entryOf(file)), repeated: same !== undefined })
  }
  const plans = [...kinds.values()].map(({ plan }) => plan).filter(({ after }) => !after.every(isRow))
  const owner = plans.length > 0 ? yield* owners.write(t, ctx, before, plans) : before
  if (plans.length > 0) yield* auditFiles(t, ctx, resumeId, plans)
  const now = yield* listFiles(t, ctx, resumeId)
  const rowOf = ({ kind, one }: Result) => now.find((row) => row.kind === kind && row.fileId === one.fileId) as FileRow
  return { owner, added: results.map((result) => ({ row: rowOf(result), repeated: result.repeated })) }
}

function growingFrom(kind: FileType, rows: readonly FileRow[]): GrowingPlan {
  const before = inOrder(rows.filter((row) => row.kind === kind))
  const after: (FileRow | NewEntry)[] = [...before]
  return { after, plan: { kind, before, after } }
}

/** Behind the others, or instead of the one that there can be. */
function put({ plan, after }: GrowingPlan, entry: NewEntry): NewEntry {
  if (isSingle(plan.kind)) after.length = 0
  after.push(entry)
  return entry
}

/** Throws where no file of a kind may be added to those that are there; checked before a file is sent, and when it is added. */
export function requireCapacity(ctx: Ctx, owner: Owner, kind: FileType, there: KindPlan['after']): void {
  if (!isSingle(kind)) {
    if (there.length >= FILE_RULES[kind].most) throw new AppError('FILES_FULL')
    return
  }
  if (!there.every(isRow)) throw new AppError('TOO_MANY_FILES')
  const replaces = there.length > 0 && PROOFS.includes(kind)
  if (replaces && !mayRemoveProofs(requirePerson(ctx), owner)) throw new AppError('PAPERS_PROTECTED')
}

/** Records the numbers of files before and after, by kind; names of files may hold names of people. */
export function* auditFiles(t: Q, ctx: Ctx, subjectId: string, plans: readonly KindPlan[]): Op<void> {
  const changes = Object.fromEntries(
    plans.map(({ kind, before, after }): [string, [number, number]] => [kind, [before.length, after.length]]),
  )
  yield* audit.record(t, ctx, { action: 'resume.files', subjectId, changes })
}
