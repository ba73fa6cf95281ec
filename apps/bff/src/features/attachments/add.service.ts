import { FILE_RULES, PROOFS } from '@qingpin/contract/attachments/attachments.rules'
import { type FileType, FILE_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { mayRemoveProofs } from '@qingpin/contract/resumes/resumes.policy'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { type KeptRow, useFile } from '../../storage/index.ts'
import {
  changeFiles,
  type FileRow,
  inOrder,
  isRow,
  isSingle,
  type KindPlan,
  listFiles,
  type NewEntry,
  type ResumeRow,
} from '../resumes/index.ts'
import { requireEditable } from './attachments.guard.ts'
import { hashesOf } from './uploads.repo.ts'

/** A file in the store, and what it is for. */
export interface Offered {
  kind: FileType
  kept: KeptRow
  /** As its sender calls it. */
  name: string
}
export interface Added {
  row: FileRow
  repeated: boolean
}

const ENDING: Record<string, string> = {
  'image/jpeg': 'jpg',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}
/** The sender's name for it with the ending of what was kept; without one, what it is for. */
function nameFor({ kind, kept, name }: Offered): string {
  const stem = name.replace(/\.\w{1,10}$/, '').trim() || labelOf(FILE_TYPES, kind)
  return `${stem}.${ENDING[kept.mimetype] ?? 'bin'}`
}

const entryOf = (offered: Offered): NewEntry => ({
  url: '',
  fileId: offered.kept.id,
  filename: nameFor(offered),
  size: offered.kept.size,
  mimetype: offered.kept.mimetype,
})

interface Place {
  kind: FileType
  one: FileRow | NewEntry
  repeated: boolean
}
interface Growing {
  plan: KindPlan
  after: (FileRow | NewEntry)[]
}

/**
 * Adds files to a resume, behind those of their kinds; all or none. What is there already under the same kind stays one.
 * Throws FILES_FULL, TOO_MANY_FILES for two of a kind that there is one of, PAPERS_PROTECTED, and FILES_UNAVAILABLE for a
 * file that was let go meanwhile.
 */
export function* addFiles(
  t: Q,
  ctx: Ctx,
  resumeId: string,
  offered: readonly Offered[],
): Op<{ resume: ResumeRow; added: Added[] }> {
  const before = yield* requireEditable(t, ctx, resumeId)
  const rows = yield* listFiles(t, ctx, resumeId)
  const hashes = yield* hashesOf(t, ctx, rows)
  const kinds = new Map<FileType, Growing>()
  const places: Place[] = []
  for (const one of offered) {
    const { kind, kept } = one
    const growing = kinds.get(kind) ?? growingFrom(kind, rows)
    kinds.set(kind, growing)
    const there = growing.after.find((other) => other.fileId !== null && hashes.get(other.fileId) === kept.sha256)
    if (!there) {
      requirePlace(ctx, before, kind, growing.after)
      if (!(yield* useFile(t, ctx, kept.id))) throw new AppError('FILES_UNAVAILABLE', { retryAfterSeconds: 1 })
      hashes.set(kept.id, kept.sha256)
    }
    places.push({ kind, one: there ?? put(growing, entryOf(one)), repeated: there !== undefined })
  }
  const plans = [...kinds.values()].map(({ plan }) => plan).filter(({ after }) => !after.every(isRow))
  const resume = yield* changeFiles(t, ctx, before, plans)
  if (plans.length > 0) yield* auditOf(t, ctx, resumeId, plans)
  const now = yield* listFiles(t, ctx, resumeId)
  const rowAt = ({ kind, one }: Place) => now.find((row) => row.kind === kind && row.fileId === one.fileId) as FileRow
  return { resume, added: places.map((place) => ({ row: rowAt(place), repeated: place.repeated })) }
}

function growingFrom(kind: FileType, rows: readonly FileRow[]): Growing {
  const before = inOrder(rows.filter((row) => row.kind === kind))
  const after: (FileRow | NewEntry)[] = [...before]
  return { after, plan: { kind, before, after } }
}

/** Behind the others, or in the place of the one that there can be. */
function put({ plan, after }: Growing, entry: NewEntry): NewEntry {
  if (isSingle(plan.kind)) after.length = 0
  after.push(entry)
  return entry
}

/** Whether one more of a kind may come to those that are there: said before a file travels, and when it is added. */
export function requirePlace(ctx: Ctx, resume: ResumeRow, kind: FileType, there: KindPlan['after']): void {
  if (!isSingle(kind)) {
    if (there.length >= FILE_RULES[kind].most) throw new AppError('FILES_FULL')
    return
  }
  if (!there.every(isRow)) throw new AppError('TOO_MANY_FILES')
  const replaces = there.length > 0 && PROOFS.includes(kind)
  if (replaces && !mayRemoveProofs(requirePerson(ctx), resume)) throw new AppError('PAPERS_PROTECTED')
}

/** Numbers before and after, by kind; names of files may hold names of people. */
export function* auditOf(t: Q, ctx: Ctx, subjectId: string, plans: readonly KindPlan[]): Op<void> {
  const changes = Object.fromEntries(
    plans.map(({ kind, before, after }): [string, [number, number]] => [kind, [before.length, after.length]]),
  )
  yield* audit.record(t, ctx, { action: 'resume.files', subjectId, changes })
}
