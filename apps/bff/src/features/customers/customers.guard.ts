import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { type CustomerRow, findVisible } from './customers.repo.ts'

/** The customer, if the caller may see it; else NOT_FOUND. @param lock locks the row for a change */
export function* requireVisible(t: Q, ctx: Ctx, id: string, lock = false): Op<CustomerRow> {
  const row = yield* findVisible(t, ctx, id, lock)
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
