import type { FieldError } from '@qingpin/contract/client'
import { pageSizeOf } from '@qingpin/contract/core/paging'
import { can } from '@qingpin/contract/core/policy'
import type { CreateResume, SelfRegister, UpdateResume } from '@qingpin/contract/resumes/resumes.fields'
import { leadSourceFixed, seesPrivate } from '@qingpin/contract/resumes/resumes.policy'
import { idCheckDigitOk } from '@qingpin/contract/core/identity.rules'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import type { AuditEntry } from '../../audit/audit.ts'
import { type Ctx, personOf, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { judgeTexts, keepUnsettled } from '../../moderation/index.ts'
import { requireAccount } from '../auth/index.ts'
import { changesOf } from './changes.rules.ts'
import { type ResumeColumns, type ResumeRow, toColumns } from './resumes.columns.ts'
import { wantedIn } from '../attachments/attachments.view.ts'
import { applyPlans, listFiles, listGone, placeFiles } from '../attachments/attachments.repo.ts'
import type { ListFilter } from './list-filter.repo.ts'
import { listResumes } from './list.repo.ts'
import { mergeFiles } from '../attachments/merge.rules.ts'
import * as repo from './record.repo.ts'
import { publicTexts } from './moderated-fields.service.ts'
import { praiseOf } from './evaluations.repo.ts'
import { guarded, takenError } from './duplicates.service.ts'
import { resumeCard, resumeView } from './record.view.ts'

export const warningsFor = (idNumber: string | null | undefined): FieldError[] =>
  idNumber && !idCheckDigitOk(idNumber)
    ? [{ field: 'idNumber', message: '身份证号的最后一位对不上，已先存下，请再核对一次。' }]
    : []

type Entered = z.output<typeof SelfRegister>
type Extra = ResumeColumns & Pick<ResumeRow, 'status'>

/** Inserts a resume with its files; undefined when something stands in the way. */
function* insert(t: Q, ctx: Ctx, input: Entered, extra: Extra): Op<ResumeRow | undefined> {
  const { name, gender, age, jobType } = input
  const columns = { ...toColumns(ctx.cipher, input), ...extra }
  const row = yield* repo.insertResume(t, ctx, { ...columns, name, gender, age, jobType })
  if (!row) return undefined
  const withFiles = yield* placeFiles(
    t,
    ctx,
    row,
    mergeFiles({ rows: [], gone: [], links: ctx.links }, wantedIn(input)),
  )
  yield* audit.record(t, ctx, {
    action: 'resume.create',
    subjectId: row.id,
    changes: { leadSource: [null, row.leadSource] },
  })
  return withFiles
}

/** Inserts a resume with its files, or fails with what stands in the way. */
function* add(t: Q, ctx: Ctx, input: Entered, extra: Extra): Op<ResumeRow> {
  const row = yield* insert(t, ctx, input, extra)
  if (row) return row
  const taken = yield* repo.findTaken(t, ctx, { ...toColumns(ctx.cipher, input), ...extra })
  throw taken ? takenError(ctx, taken) : new Error('a resume was refused and nothing stands in its way')
}

/**
 * A worker registers herself. With a personal session the resume is hers from then on, and the phone her account has
 * proved is used when she gives no other.
 */
export async function selfRegister(ctx: Ctx, input: z.output<typeof SelfRegister>) {
  const person = personOf(ctx)
  const owner = person?.role === 'personal' ? person : null
  const accountId = owner?.accountId ?? null
  function* enter(t: Q) {
    const proved = owner && !input.phone ? (yield* requireAccount(t, ctx, owner.accountId)).phone : undefined
    return { ...input, phone: input.phone ?? proved }
  }
  // What is refused anyway is judged by nobody: the judge is paid for and has few places.
  await ctx.db.tx(function* (t) {
    const taken = yield* repo.findTaken(t, ctx, { ...toColumns(ctx.cipher, yield* enter(t)), accountId })
    if (taken) throw takenError(ctx, taken)
  })
  const unsettled = await judgeTexts(ctx, 'profile', publicTexts(input))
  return once(ctx, function* (t) {
    const entered = yield* enter(t)
    const added = yield* add(t, ctx, entered, { status: 'draft', leadSource: 'self-registration', accountId })
    yield* keepUnsettled(t, ctx, { subject: 'resume', subjectId: added.id }, unsettled)
    const { id, name, phoneMasked: phone, status, leadSource } = added
    const createdAt = new Date(added.createdAt).toISOString()
    return { _id: id, id, name, phone, status, leadSource, createdAt, warnings: warningsFor(input.idNumber) }
  })
}

function* viewOf(t: Q, ctx: Ctx, row: ResumeRow, full: boolean) {
  return resumeView(ctx, row, yield* listFiles(t, ctx, row.id), yield* repo.namesOf(t, ctx, row), full)
}

/** The resume that has this phone, or a new one; looked for twice, because a rival may enter it between the two. */
function* findOrInsert(t: Q, ctx: Ctx, phone: string, input: Entered, extra: Extra) {
  const byPhone = { phoneHash: ctx.cipher.hash('phone', phone) }
  const known = yield* repo.lockResume(t, ctx, byPhone)
  const added = known ? undefined : yield* insert(t, ctx, input, extra)
  const row = known ?? added ?? (yield* repo.lockResume(t, ctx, byPhone)) ?? (yield* add(t, ctx, input, extra))
  return { row, isNew: row === added }
}

/** Staff enters a worker; with `createOrUpdate` the resume that has this phone is changed instead. */
export async function create(ctx: Ctx, { createOrUpdate, ...input }: z.output<typeof CreateResume>) {
  const actor = requirePerson(ctx)
  const leadSource = input.leadSource ?? 'other'
  const extra = { status: 'pending' as const, leadSource, createdBy: actor.accountId }
  return guarded(ctx, input, '', function* (t) {
    const { row: found, isNew } =
      createOrUpdate && input.phone
        ? yield* findOrInsert(t, ctx, input.phone, input, extra)
        : { row: yield* add(t, ctx, input, extra), isNew: true }
    if (!isNew && !can(actor.role, 'resume:edit')) throw new AppError('FORBIDDEN')
    const row = isNew ? found : yield* change(t, ctx, found, input)
    const full = seesPrivate(actor, row)
    if (full && !isNew && row === found)
      yield* audit.record(t, ctx, { action: 'resume.view-private', subjectId: row.id })
    return {
      id: row.id,
      createdAt: new Date(row.createdAt).toISOString(),
      action: isNew ? ('CREATED' as const) : ('UPDATED' as const),
      resume: yield* viewOf(t, ctx, row, full),
      warnings: warningsFor(input.idNumber),
    }
  })
}

/** Applies an input to a locked row; nothing is written, and the version stays, when nothing is different. */
export function* change(
  t: Q,
  ctx: Ctx,
  row: ResumeRow,
  { filesVersion, ...input }: Omit<z.output<typeof UpdateResume>, 'version'>,
  action: AuditEntry['action'] = 'resume.update',
): Op<ResumeRow> {
  const columns = toColumns(ctx.cipher, input)
  const newSource = columns.leadSource ?? row.leadSource
  if (newSource !== row.leadSource && leadSourceFixed(row.leadSource)) {
    throw new AppError('VALIDATION_ERROR', { details: [{ field: 'leadSource', message: '推荐库释放的来源不能改。' }] })
  }
  const wanted = wantedIn(input)
  const [rows, gone] =
    wanted.size > 0 ? [yield* listFiles(t, ctx, row.id), yield* listGone(t, ctx, row.id)] : ([[], []] as const)
  const plans = mergeFiles({ rows, gone, links: ctx.links }, wanted, filesVersion)
  const changes = changesOf(row, columns, plans)
  if (Object.keys(changes).length === 0) return row
  const taken = yield* repo.findTaken(t, ctx, columns, row.id)
  if (taken) throw takenError(ctx, taken)
  const updated = yield* repo.updateResume(t, ctx, row, { ...columns, ...(yield* applyPlans(t, ctx, row, plans)) })
  yield* audit.record(t, ctx, { action, subjectId: row.id, changes })
  return updated
}

/** The resume: staff sees all of them. */
export function* requireResume(t: Q, ctx: Ctx, id: string): Op<ResumeRow> {
  const row = yield* repo.findResume(t, ctx, { id })
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export async function update(ctx: Ctx, id: string, { version, ...input }: z.output<typeof UpdateResume>) {
  const actor = requirePerson(ctx)
  return guarded(ctx, input, id, function* (t) {
    const row = yield* repo.lockResume(t, ctx, { id })
    if (!row) throw new AppError('NOT_FOUND')
    if (version !== undefined && version !== row.version) {
      // Masked for everybody: a refusal rolls back, and with it the audit row that a look in full would need.
      const current = yield* viewOf(t, ctx, row, false)
      throw new AppError('VERSION_CONFLICT', {
        details: { sentVersion: version, currentVersion: row.version, current },
      })
    }
    const updated = yield* change(t, ctx, row, input)
    const full = seesPrivate(actor, updated)
    if (full && updated === row) yield* audit.record(t, ctx, { action: 'resume.view-private', subjectId: id })
    return { ...(yield* detailOf(t, ctx, updated, full)), warnings: warningsFor(input.idNumber) }
  })
}

function* detailOf(t: Q, ctx: Ctx, row: ResumeRow, full: boolean) {
  return { ...(yield* viewOf(t, ctx, row, full)), ...(yield* praiseOf(t, ctx, row)) }
}

/** One resume. Where numbers are given in full without being asked for, the look is kept like a reveal. */
export async function detail(ctx: Ctx, id: string) {
  const actor = requirePerson(ctx)
  return ctx.db.tx(function* (t) {
    const row = yield* requireResume(t, ctx, id)
    const full = seesPrivate(actor, row)
    if (full) yield* audit.record(t, ctx, { action: 'resume.view-private', subjectId: id })
    return yield* detailOf(t, ctx, row, full)
  })
}

/** The caller's own resume, numbers in full, without what staff noted about her. */
export async function mine(ctx: Ctx) {
  const { accountId } = requirePerson(ctx)
  return ctx.db.tx(function* (t) {
    const row = yield* repo.findResume(t, ctx, { accountId })
    return { resume: row ? yield* ownView(t, ctx, row) : null }
  })
}

/** A resume as she reads it whose it is. */
export function* ownView(t: Q, ctx: Ctx, row: ResumeRow) {
  return { ...(yield* viewOf(t, ctx, row, true)), internalEvaluation: null }
}

export async function reveal(
  ctx: Ctx,
  id: string,
  { field }: { field: 'phone' | 'idNumber' | 'emergencyContactPhone' },
) {
  return ctx.db.tx(function* (t) {
    const row = yield* requireResume(t, ctx, id)
    yield* audit.record(t, ctx, { action: 'resume.reveal', subjectId: id, changes: { field: [null, field] } })
    return {
      field,
      value: resumeView(ctx, row, [], { createdByName: null, lastUpdatedByName: null }, true)[field],
    }
  })
}

export async function list(ctx: Ctx, filter: ListFilter) {
  const { rows, total, nextCursor } = await listResumes(ctx, filter)
  const pageSize = pageSizeOf(filter)
  return {
    items: rows.map((row) => resumeCard(ctx, row)),
    total,
    page: filter.page,
    pageSize,
    totalPages: Math.ceil(total / pageSize),
    nextCursor,
  }
}

/** Staff's judgement of a worker after a stay; shown in her detail once published. */
export const recordEvaluation = (ctx: Ctx, id: string, evaluation: repo.NewEvaluation) =>
  ctx.db.tx((t) => repo.insertEvaluation(t, ctx, id, evaluation))
