import { can } from '@qingpin/contract/core/policy'
import type { UpdateResume } from '@qingpin/contract/resumes/resumes.fields'
import type { z } from 'zod'
import * as audit from '../../audit/audit.ts'
import { type Ctx, personOf } from '../../context.ts'
import { ConstraintError, type Op, type Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { once } from '../../http/once.ts'
import * as repo from './record.repo.ts'
import { toColumns } from './stored-fields.repo.ts'
import type { ResumeColumns, ResumeRow } from './resumes.table.ts'
import { UNQUOTED } from '../../audit/audit.rules.ts'

const REFUSALS = {
  phone: { code: 'DUPLICATE_PHONE', message: '这个手机号已经登记过简历。' },
  idNumber: { code: 'DUPLICATE_ID_NUMBER', message: '该身份证号已注册' },
  account: { code: 'ALREADY_REGISTERED', message: '您已经登记过了。' },
} as const
const UNCLAIMED = '这个手机号已经有一份档案。是您本人的话，验证一下手机号就能接着用。'

/** The refusal for a value that another resume has. Only staff learns which resume that is. */
export function duplicateError(ctx: Ctx, duplicate: repo.Duplicate): AppError {
  const { code, message } = REFUSALS[duplicate.field]
  const person = personOf(ctx)
  const staff = person !== undefined && can(person.role, 'resume:view')
  const takeover = !staff && duplicate.field === 'phone' && duplicate.unclaimed
  const detail = takeover ? { message: UNCLAIMED, takeover } : { message }
  return new AppError(code, {
    details: [{ field: duplicate.field, ...detail, ...(staff ? { existingId: duplicate.id } : {}) }],
  })
}

/**
 * The columns of a caller who has proved none of the numbers: a number that another resume has stays readable and is not searchable,
 * so that the reply is the same and tells nothing about others.
 */
export function* contest<Columns extends ResumeColumns>(
  t: Q,
  ctx: Ctx,
  columns: Columns,
  exceptId?: string,
): Op<Columns> {
  const { phoneHash, idNumberHash } = columns
  const isKnown = function* (sought: repo.UniqueColumns) {
    return (yield* repo.findDuplicate(t, ctx, sought, exceptId)) !== undefined
  }
  const contested = { ...columns }
  if (phoneHash && (yield* isKnown({ phoneHash })))
    Object.assign(contested, { phoneHash: null, contestedPhoneHash: phoneHash })
  if (idNumberHash && (yield* isKnown({ idNumberHash })))
    Object.assign(contested, { idNumberHash: null, contestedIdNumberHash: idNumberHash })
  return contested
}

/** Contested numbers of a resume that no other one has any more become hers. */
export function* freed(t: Q, ctx: Ctx, row: ResumeRow, columns: ResumeColumns): Op<ResumeColumns> {
  const { contestedPhoneHash: phoneHash, contestedIdNumberHash: idNumberHash } = { ...row, ...columns }
  const own: ResumeColumns = {}
  if (phoneHash && !(yield* repo.findDuplicate(t, ctx, { phoneHash }, row.id)))
    Object.assign(own, { phoneHash, contestedPhoneHash: null })
  if (idNumberHash && !(yield* repo.findDuplicate(t, ctx, { idNumberHash }, row.id)))
    Object.assign(own, { idNumberHash, contestedIdNumberHash: null })
  return own
}

/** Throws where another resume has one of these unique values. */
export function* requireUnique(t: Q, ctx: Ctx, columns: repo.UniqueColumns, exceptId?: string): Op<void> {
  const duplicate = yield* repo.findDuplicate(t, ctx, columns, exceptId)
  if (duplicate) throw duplicateError(ctx, duplicate)
}

/** Whether a draft gives way to the owner of a number; one under her own name is hers to claim instead. */
const yields = ({ field, unproved, unclaimed, name }: repo.Duplicate, ownName: string): boolean =>
  unproved && !(field === 'phone' && unclaimed && name === ownName)

/**
 * Removes phone and id number from unproved drafts, for a caller who has proved the phone: what a stranger
 * typed does not block its owner. Returns whether a draft gave way.
 */
export function* yieldDrafts(
  t: Q,
  ctx: Ctx,
  { phoneHash, idNumberHash }: Pick<repo.UniqueColumns, 'phoneHash' | 'idNumberHash'>,
  ownName: string,
): Op<boolean> {
  let freed = false
  // A draft may hold one of the numbers, or both: each one freed lets the next be found.
  for (const sought of [{ phoneHash }, { idNumberHash }]) {
    const duplicate = yield* repo.findDuplicate(t, ctx, sought)
    if (!duplicate || !yields(duplicate, ownName)) continue
    const row = yield* repo.lockResume(t, ctx, { id: duplicate.id })
    if (!row) continue
    const field = 'phoneHash' in sought ? 'phone' : 'idNumber'
    yield* audit.record(t, ctx, {
      action: 'resume.yield-number',
      subjectId: row.id,
      changes: { [field]: [UNQUOTED, null] },
    })
    yield* repo.updateResume(t, ctx, row, toColumns(ctx.cipher, { [field]: null }))
    freed = true
  }
  return freed
}

/** Runs a write; where another one takes a unique value in the same moment, throws the refusal that names it. */
export async function orDuplicate<T>(
  ctx: Ctx,
  columns: repo.UniqueColumns,
  exceptId: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error
    const duplicate = await ctx.db.tx((t) => repo.findDuplicate(t, ctx, columns, exceptId))
    throw duplicate ? duplicateError(ctx, duplicate) : error
  }
}

/** The same for a write that is one transaction, of an input that has the values. */
export const writeUnique = <T>(
  ctx: Ctx,
  { phone, idNumber }: Pick<z.output<typeof UpdateResume>, 'phone' | 'idNumber'>,
  exceptId: string,
  body: (t: Q) => Op<T>,
): Promise<T> => orDuplicate(ctx, toColumns(ctx.cipher, { phone, idNumber }), exceptId, () => once(ctx, body))
