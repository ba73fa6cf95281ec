import type { ChangeOwn } from '@qingpin/contract/resumes/resumes.fields'
import { mayCorrectOwn } from '@qingpin/contract/resumes/resumes.policy'
import type { z } from 'zod'
import { doneByAnother } from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { moderateFields, persistUnjudged } from '../../moderation/index.ts'
import { requireAccount } from '../auth/index.ts'
import { writeUnique } from './duplicates.service.ts'
import { isAwaited, moderatedFields } from './moderated-fields.rules.ts'
import { change, findOwnResume, ownView, requireOwnResume, warningsAfter } from './record.service.ts'
import type { ResumeRow } from './resumes.table.ts'

/** Whether another person entered or corrected the resume, even if the worker changed it since. */
export const isTouched = (t: Q, ctx: Ctx, { id }: ResumeRow): Op<boolean> =>
  doneByAnother(t, ctx, { actions: ['resume.create', 'resume.update'], subjectId: id }, requirePerson(ctx).accountId)

/** Whether the caller may correct her resume: nobody has reviewed it. */
function* isEditable(t: Q, ctx: Ctx, row: ResumeRow): Op<boolean> {
  return mayCorrectOwn(row, row.status === 'draft' && (yield* isTouched(t, ctx, row)))
}

/** The caller's own resume, numbers in full, without what staff noted about her. */
export const mine = (ctx: Ctx) =>
  ctx.db.tx(function* (t) {
    const row = yield* findOwnResume(t, ctx)
    if (!row) return { resume: null, editable: false }
    return { resume: yield* ownView(t, ctx, row), editable: yield* isEditable(t, ctx, row) }
  })

/** The caller corrects her own resume. What staff has reviewed, entered or corrected stays. */
export async function updateMine(ctx: Ctx, { version, ...input }: z.output<typeof ChangeOwn>) {
  // Before moderation, which is paid for and has few slots: what is refused anyway is not moderated.
  await ctx.db.tx(function* (t) {
    yield* requireEditable(t, ctx, version)
  })
  const unjudged = await moderateFields(ctx, 'profile', moderatedFields(input))
  return writeUnique(ctx, input, '', function* (t) {
    const row = yield* requireEditable(t, ctx, version)
    const { phoneHash: proved } = yield* requireAccount(t, ctx, requirePerson(ctx).accountId)
    const unproved = proved === null || row.phoneHash !== proved
    const updated = yield* change(t, ctx, row, input, { action: 'resume.correct-own', unproved })
    yield* persistUnjudged(t, ctx, { subject: 'resume', subjectId: updated.id }, unjudged.filter(isAwaited))
    return { resume: yield* ownView(t, ctx, updated), warnings: warningsAfter(ctx, updated, input) }
  })
}

function* requireEditable(t: Q, ctx: Ctx, version: number): Op<ResumeRow> {
  const row = yield* requireOwnResume(t, ctx, { lock: true })
  if (!(yield* isEditable(t, ctx, row))) throw new AppError('RESUME_REVIEWED')
  if (version !== row.version)
    throw new AppError('VERSION_CONFLICT', { details: { sentVersion: version, currentVersion: row.version } })
  return row
}
