import { FILE_RULES, PROOFS } from '@qingpin/contract/files/files.rules'
import { type FileType, labelOf, FILE_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { mayRemoveProofs } from '@qingpin/contract/resumes/resumes.policy'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requireActor } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { type KeptRow, useFile } from '../../files/index.ts'
import {
  changeFiles,
  type FileRow,
  inOrder,
  isSingle,
  type KindPlan,
  listFiles,
  type NewEntry,
  type ResumeRow,
} from '../resumes/index.ts'
import { requireEditable } from './access.ts'
import { hashesOf } from './files.repo.ts'

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

/**
 * Adds files to a resume, behind those of their kinds; all or none. What is there already under the same kind stays one.
 * Throws FILES_FULL, PAPERS_PROTECTED, and FILES_UNAVAILABLE for a file that was let go meanwhile.
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
  const plans = new Map<FileType, { plan: KindPlan; after: (FileRow | NewEntry)[] }>()
  const places: { kind: FileType; one: FileRow | NewEntry; repeated: boolean }[] = []
  for (const one of offered) {
    const { kind, kept } = one
    const known = plans.get(kind) ?? planFor(kind, rows)
    plans.set(kind, known)
    const there = known.after.find((other) => other.fileId !== null && hashes.get(other.fileId) === kept.sha256)
    if (there) {
      places.push({ kind, one: there, repeated: true })
      continue
    }
    if (isSingle(kind)) requireReplaceable(ctx, before, known)
    else if (known.after.length >= FILE_RULES[kind].most) throw new AppError('FILES_FULL')
    if (!(yield* useFile(t, ctx, kept.id))) throw new AppError('FILES_UNAVAILABLE', { retryAfterSeconds: 1 })
    hashes.set(kept.id, kept.sha256)
    const entry = entryOf(one)
    if (isSingle(kind)) known.after.length = 0
    known.after.push(entry)
    places.push({ kind, one: entry, repeated: false })
  }
  const changed = [...plans.values()].map(({ plan }) => plan).filter(({ after }) => after.some((one) => !('id' in one)))
  const resume = yield* changeFiles(t, ctx, before, changed)
  if (changed.length > 0) yield* auditOf(t, ctx, resumeId, changed)
  const now = yield* listFiles(t, ctx, resumeId)
  const added = places.map(({ kind, one, repeated }) => ({
    repeated,
    row: now.find((row) => row.kind === kind && row.fileId === one.fileId) as FileRow,
  }))
  return { resume, added }
}

function planFor(kind: FileType, rows: readonly FileRow[]) {
  const before = inOrder(rows.filter((row) => row.kind === kind))
  const after: (FileRow | NewEntry)[] = [...before]
  return { after, plan: { kind, before, after } }
}

function requireReplaceable(ctx: Ctx, resume: ResumeRow, { plan }: { plan: KindPlan }): void {
  const replaces = plan.before.length > 0 && PROOFS.includes(plan.kind)
  if (replaces && !mayRemoveProofs(requireActor(ctx), resume)) throw new AppError('PAPERS_PROTECTED')
}

/** Numbers before and after, by kind; names of files may hold names of people. */
export function* auditOf(t: Q, ctx: Ctx, subjectId: string, plans: readonly KindPlan[]): Op<void> {
  const changes = Object.fromEntries(
    plans.map(({ kind, before, after }): [string, [number, number]] => [kind, [before.length, after.length]]),
  )
  yield* audit.record(t, ctx, { action: 'resume.files', subjectId, changes })
}
