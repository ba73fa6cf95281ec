import { ageOn } from '@qingpin/contract/core/days'
import type { FieldError } from '@qingpin/contract/client'
import type { UpdateResume } from '@qingpin/contract/resumes/resumes.fields'
import { leadSourceFixed, seesPrivate } from '@qingpin/contract/resumes/resumes.policy'
import { type IdNumberFacts, idNumberWarnings } from '@qingpin/contract/core/identity.rules'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import type { AuditEntry } from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { applyPlans, planFiles, readFileFields } from '../attachments/index.ts'
import { changesOf } from './changes.rules.ts'
import { contest, freed, requireUnique, writeUnique } from './duplicates.service.ts'
import { waitToReveal, withinRevealLimit } from '../auth/index.ts'
import { evaluationsOf } from './evaluations.service.ts'
import * as repo from './record.repo.ts'
import { SAME_NUMBERS_SHOWN } from './record.rules.ts'
import { type ResumeInput, toColumns } from './stored-fields.repo.ts'
import { privateFields, resumeView } from './record.view.ts'
import type { ResumeRow } from './resumes.table.ts'
import { isListed } from './visibility.rules.ts'

/** What does not fit about an id number, which is stored all the same. */
export const warningsFor = (
  { now }: Pick<Ctx, 'now'>,
  idNumber: string | null | undefined,
  facts: IdNumberFacts,
): FieldError[] => idNumberWarnings(idNumber ?? '', facts, now).map((message) => ({ field: 'idNumber', message }))

/** The same after an update: also where it changes what the number says of her. */
export function warningsAfter(
  ctx: Ctx,
  row: ResumeRow,
  input: Partial<Record<'idNumber' | 'gender' | 'birthDate', unknown>>,
) {
  const touched = [input.idNumber, input.gender, input.birthDate].some((value) => value !== undefined)
  if (!touched || row.idNumberSealed === null) return []
  return warningsFor(ctx, ctx.cipher.open('idNumber', row.idNumberSealed), row)
}

/** A whole resume with its files. @param full with numbers in full, else masked */
export function* fullView(t: Q, ctx: Ctx, row: ResumeRow, full: boolean) {
  return resumeView(ctx, row, yield* readFileFields(t, ctx, row, { full }), yield* repo.namesOf(t, ctx, row), full)
}

/** Whether the age of an input is news: a form sends back the age that it was shown, which has grown since it was said. */
const saysAge = ({ now }: Pick<Ctx, 'now'>, row: ResumeRow, { age }: ResumeInput): boolean =>
  age !== (ageOn(row.bornOn, now) ?? row.age)

interface ChangeHow {
  readonly action?: AuditEntry['action']
  /** The caller has proved none of the numbers, and does not learn that another resume has one. */
  readonly unproved?: boolean
}

/** Applies an input to a locked row; nothing is written, and the version stays, when nothing is different. */
export function* change(
  t: Q,
  ctx: Ctx,
  row: ResumeRow,
  { filesVersion, ...input }: Omit<z.output<typeof UpdateResume>, 'version'>,
  { action = 'resume.update', unproved = false }: ChangeHow = {},
): Op<ResumeRow> {
  const entered = toColumns(ctx.cipher, saysAge(ctx, row, input) ? input : { ...input, age: undefined })
  const columns = unproved ? yield* contest(t, ctx, entered, row.id) : entered
  const newSource = columns.leadSource ?? row.leadSource
  if (newSource !== row.leadSource && leadSourceFixed(row.leadSource)) {
    throw new AppError('VALIDATION_ERROR', { details: [{ field: 'leadSource', message: '推荐库释放的来源不能改。' }] })
  }
  const plans = yield* planFiles(t, ctx, row.id, input, filesVersion)
  const changes = changesOf(row, columns, plans)
  if (Object.keys(changes).length === 0) return row
  yield* requireUnique(t, ctx, columns, row.id)
  const own = yield* freed(t, ctx, row, columns)
  const files = yield* applyPlans(t, ctx, row, plans)
  const updated = yield* repo.updateResume(t, ctx, row, { ...columns, ...own, ...files })
  yield* audit.record(t, ctx, { action, subjectId: row.id, changes })
  return updated
}

/** A resume by its id; staff sees all of them. Throws NOT_FOUND. @param lock locks the row for a change */
export function* requireResume(t: Q, ctx: Ctx, id: string, { lock = false } = {}): Op<ResumeRow> {
  const row = yield* lock ? repo.lockResume(t, ctx, { id }) : repo.findResume(t, ctx, { id })
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

/** A resume that strangers may see. Throws NOT_FOUND for every other. */
export function* requireListed(t: Q, ctx: Ctx, id: string): Op<ResumeRow> {
  const row = yield* requireResume(t, ctx, id)
  if (!isListed(row)) throw new AppError('NOT_FOUND')
  return row
}

/** The caller's own resume; undefined where there is none. @param lock locks the row for a change */
export function* findOwnResume(t: Q, ctx: Ctx, { lock = false } = {}): Op<ResumeRow | undefined> {
  const { accountId } = requirePerson(ctx)
  const found = yield* repo.findResume(t, ctx, { accountId })
  const row = lock && found ? yield* repo.lockResume(t, ctx, { id: found.id }) : found
  return row?.accountId === accountId ? row : undefined
}

/** The same; throws NOT_FOUND where there is none. */
export function* requireOwnResume(t: Q, ctx: Ctx, options: { lock?: boolean } = {}): Op<ResumeRow> {
  const row = yield* findOwnResume(t, ctx, options)
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

export async function update(ctx: Ctx, id: string, { version, ...input }: z.output<typeof UpdateResume>) {
  const actor = requirePerson(ctx)
  return writeUnique(ctx, input, id, function* (t) {
    const row = yield* requireResume(t, ctx, id, { lock: true })
    if (version !== undefined && version !== row.version) {
      // Masked for everybody: a refusal rolls back, and with it the audit row that a full view needs.
      const current = yield* fullView(t, ctx, row, false)
      throw new AppError('VERSION_CONFLICT', {
        details: { sentVersion: version, currentVersion: row.version, current },
      })
    }
    const updated = yield* change(t, ctx, row, input)
    const full = seesPrivate(actor, updated)
    if (full && updated === row) yield* audit.record(t, ctx, { action: 'resume.view-private', subjectId: id })
    return { ...(yield* detailOf(t, ctx, updated, full)), warnings: warningsAfter(ctx, updated, input) }
  })
}

function* detailOf(t: Q, ctx: Ctx, row: ResumeRow, full: boolean) {
  const sameNumbers = yield* repo.findWithSameNumber(t, ctx, row, SAME_NUMBERS_SHOWN)
  return { ...(yield* fullView(t, ctx, row, full)), ...(yield* evaluationsOf(t, ctx, row)), sameNumbers }
}

/** One resume. Where it bears numbers in full without a reveal, the view leaves an audit row like one. */
export async function detail(ctx: Ctx, id: string) {
  const actor = requirePerson(ctx)
  return ctx.db.tx(function* (t) {
    const row = yield* requireResume(t, ctx, id)
    // Beyond the limit of reveals the numbers are masked, as for staff who reveal them one by one.
    const full = seesPrivate(actor, row) && (yield* waitToReveal(t, ctx)) === 0
    if (full) yield* audit.record(t, ctx, { action: 'resume.view-private', subjectId: id })
    return yield* detailOf(t, ctx, row, full)
  })
}

/** A resume as its worker reads it. */
export function* ownView(t: Q, ctx: Ctx, row: ResumeRow) {
  return { ...(yield* fullView(t, ctx, row, true)), internalEvaluation: null }
}

/** A masked number in full; each reveal leaves an audit row. */
export const reveal = (ctx: Ctx, id: string, { field }: { field: 'phone' | 'idNumber' | 'emergencyContactPhone' }) =>
  withinRevealLimit(ctx, function* (t) {
    const row = yield* requireResume(t, ctx, id)
    yield* audit.record(t, ctx, { action: 'resume.reveal', subjectId: id, changes: { field: [null, field] } })
    return { field, value: privateFields(ctx.cipher, row, true)[field] }
  })
