import { alertKindsOf } from '@qingpin/contract/home/alerts.enums'
import * as alerts from '../../alerts/alerts.ts'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { alertView } from './alerts.view.ts'
import { accountNames } from './home.repo.ts'

/** The open alerts that the caller's role reads, the latest first. */
export async function openAlerts(ctx: Ctx) {
  const kinds = alertKindsOf(requirePerson(ctx).role)
  if (kinds.length === 0) return []
  return ctx.db.tx(function* (t) {
    const rows = yield* alerts.list(t, ctx, kinds)
    const people = rows.filter(({ kind }) => kind === 'reveals').map(({ subject }) => subject)
    const names = yield* accountNames(t, ctx, people)
    return rows.map((row) => alertView(row, names))
  })
}

/** Closes an alert that the caller's role reads, with an audit row. */
export const closeAlert = (ctx: Ctx, id: string) =>
  ctx.db.tx(function* (t) {
    const kinds = alertKindsOf(requirePerson(ctx).role)
    const row = kinds.length > 0 ? yield* alerts.close(t, ctx, id, kinds) : undefined
    if (!row) throw new AppError('NOT_FOUND')
    yield* audit.record(t, ctx, {
      action: 'alert.close',
      subjectId: id,
      changes: { subject: [row.subject, null], reason: [row.reason, null], count: [row.count, null] },
    })
    return {}
  })
