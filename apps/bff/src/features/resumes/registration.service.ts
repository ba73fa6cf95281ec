import { can } from '@qingpin/contract/core/policy'
import type { CreateResume, SelfRegister } from '@qingpin/contract/resumes/resumes.fields'
import { seesPrivate } from '@qingpin/contract/resumes/resumes.policy'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, personOf, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import { moderateFields, persistUnjudged } from '../../moderation/index.ts'
import { planFirstFiles } from '../attachments/index.ts'
import { requireAccount } from '../auth/index.ts'
import { contest, duplicateError, yieldDrafts, requireUnique, writeUnique } from './duplicates.service.ts'
import { writeFiles } from './files.service.ts'
import { isAwaited, moderatedFields } from './moderated-fields.rules.ts'
import * as repo from './record.repo.ts'
import { RIVALS_MOST } from './record.rules.ts'
import { toColumns } from './stored-fields.repo.ts'
import { change, fullView, warningsFor } from './record.service.ts'
import type { ResumeColumns, ResumeRow } from './resumes.table.ts'

type Entered = z.output<typeof SelfRegister>
type Extra = ResumeColumns & Pick<ResumeRow, 'status'>

/** Inserts a resume with its files; undefined where another one has one of its unique values. */
function* insert(
  t: Q,
  ctx: Ctx,
  input: Entered,
  extra: Extra,
  columns: ResumeColumns & Extra = { ...toColumns(ctx.cipher, input), ...extra },
): Op<ResumeRow | undefined> {
  const { name, gender, age, jobType } = input
  const row = yield* repo.insertResume(t, ctx, { ...columns, name, gender, age, jobType })
  if (!row) return undefined
  const withFiles = yield* writeFiles(t, ctx, row, planFirstFiles(ctx, input))
  yield* audit.record(t, ctx, {
    action: 'resume.create',
    subjectId: row.id,
    changes: { leadSource: [null, row.leadSource] },
  })
  return withFiles
}

/** The same; throws the refusal where another resume has one of the unique values. */
function* add(t: Q, ctx: Ctx, input: Entered, extra: Extra): Op<ResumeRow> {
  const row = yield* insert(t, ctx, input, extra)
  if (row) return row
  const duplicate = yield* repo.findDuplicate(t, ctx, { ...toColumns(ctx.cipher, input), ...extra })
  throw duplicate ? duplicateError(ctx, duplicate) : new Error('a resume was refused and nothing stands in its way')
}

/** The same for a caller who has proved nothing: numbers that other resumes have are contested, and nothing says so. */
function* addContested(t: Q, ctx: Ctx, input: Entered, extra: Extra): Op<ResumeRow> {
  for (let tried = 0; tried < RIVALS_MOST; tried += 1) {
    const columns = yield* contest(t, ctx, { ...toColumns(ctx.cipher, input), ...extra })
    const row = yield* insert(t, ctx, input, extra, columns)
    if (row) return row
    yield* requireUnique(t, ctx, { accountId: extra.accountId ?? null })
  }
  throw new AppError('INTERNAL_ERROR')
}

/**
 * A worker registers herself. With a personal session the resume belongs to the account, and its proved phone is used
 * where the input has none. Only staff, and who proved the phone, learns that a number is known.
 */
export async function selfRegister(ctx: Ctx, input: z.output<typeof SelfRegister>) {
  const person = personOf(ctx)
  const owner = person?.role === 'personal' ? person : null
  const accountId = owner?.accountId ?? null
  const isStaff = person !== undefined && can(person.role, 'resume:view')
  function* enter(t: Q) {
    const proved = owner ? (yield* requireAccount(t, ctx, owner.accountId)).phone : undefined
    const entered = { ...input, phone: input.phone ?? proved }
    const isProved = proved !== undefined && entered.phone === proved
    if (isProved) yield* yieldDrafts(t, ctx, toColumns(ctx.cipher, entered), entered.name)
    return { entered, mayLearn: isProved || isStaff }
  }
  // Before moderation, which is paid for and has few slots: what is refused anyway is not moderated.
  await ctx.db.tx(function* (t) {
    const { entered, mayLearn } = yield* enter(t)
    yield* requireUnique(t, ctx, { ...(mayLearn ? toColumns(ctx.cipher, entered) : {}), accountId })
  })
  const unjudged = await moderateFields(ctx, 'profile', moderatedFields(input))
  return once(ctx, function* (t) {
    const { entered, mayLearn } = yield* enter(t)
    const extra = { status: 'draft', leadSource: 'self-registration', accountId } as const
    const added = yield* (mayLearn ? add : addContested)(t, ctx, entered, extra)
    yield* persistUnjudged(t, ctx, { subject: 'resume', subjectId: added.id }, unjudged.filter(isAwaited))
    const { id, name, phoneMasked: phone, status, leadSource } = added
    const createdAt = new Date(added.createdAt).toISOString()
    return {
      _id: id,
      id,
      name,
      phone,
      status,
      leadSource,
      createdAt,
      warnings: warningsFor(ctx, input.idNumber, input),
    }
  })
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
  // A worker is public only after her consent.
  const unlisted = { unlistedAt: ctx.now, unlistedFor: 'no-consent' as const }
  const extra = { status: 'pending' as const, leadSource, createdBy: actor.accountId, ...unlisted }
  return writeUnique(ctx, input, '', function* (t) {
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
      resume: yield* fullView(t, ctx, row, full),
      warnings: warningsFor(ctx, input.idNumber, input),
    }
  })
}
