import { and, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { AlertKind } from '@qingpin/contract/home/alerts.enums'
import type { Ctx } from '../context.ts'
import { ask, type Op, type Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { expiredRows } from '../db/retention.ts'
import type { Schema } from '../schema/schema.ts'
import { MOST_SHOWN, RETAINED_MS, SHOWN_MS } from './alerts.rules.ts'

type Part = Pick<Ctx, 'db' | 'now'>
export type AlertRow = Schema['alerts']['$inferSelect']
export type Cause = Pick<AlertRow, 'kind' | 'subject' | 'reason'>

/** Counts an alert; one that was closed begins anew. */
export function* countAlert(t: Q, { db, now }: Part, cause: Cause, times: number): Op<void> {
  const { alerts } = db.s
  const open = sql`${alerts.closedAt} is null`
  yield* ask(
    t
      .insert(alerts)
      .values({ ...cause, id: newId(now), count: times, since: now, lastAt: now, closedAt: null })
      .onConflictDoUpdate({
        target: [alerts.kind, alerts.subject, alerts.reason],
        set: {
          count: sql`case when ${open} then ${alerts.count} + ${times} else ${times} end`,
          since: sql`case when ${open} then ${alerts.since} else ${now} end`,
          lastAt: now,
          closedAt: null,
        },
      }),
  )
}

/** Closes what is open about a subject. */
export function* closeSubject(t: Q, { db, now }: Part, { kind, subject }: Omit<Cause, 'reason'>): Op<void> {
  const { alerts } = db.s
  yield* ask(
    t
      .update(alerts)
      .set({ closedAt: now })
      .where(and(eq(alerts.kind, kind), eq(alerts.subject, subject), isNull(alerts.closedAt))),
  )
}

const shown = ({ db, now }: Part, kinds: readonly AlertKind[]) => {
  const { alerts } = db.s
  return and(isNull(alerts.closedAt), gt(alerts.lastAt, now - SHOWN_MS), inArray(alerts.kind, [...kinds]))
}

/** Closes one alert of these kinds; undefined where there is none. */
export function* closeAlert(t: Q, ctx: Part, id: string, kinds: readonly AlertKind[]): Op<AlertRow | undefined> {
  const { alerts } = ctx.db.s
  const [row] = yield* ask(
    t
      .update(alerts)
      .set({ closedAt: ctx.now })
      .where(and(eq(alerts.id, id), shown(ctx, kinds)))
      .returning(),
  )
  return row
}

/** The open alerts of these kinds, the latest first. */
export function* listAlerts(t: Q, ctx: Part, kinds: readonly AlertKind[]): Op<AlertRow[]> {
  const { alerts } = ctx.db.s
  return yield* ask(
    t.select().from(alerts).where(shown(ctx, kinds)).orderBy(desc(alerts.lastAt), desc(alerts.id)).limit(MOST_SHOWN),
  )
}

/** The subjects with an open alert of a kind. */
export async function openSubjects({ db }: Pick<Ctx, 'db'>, kind: AlertKind): Promise<string[]> {
  const { alerts } = db.s
  const rows = await db.q
    .select({ subject: alerts.subject })
    .from(alerts)
    .where(and(eq(alerts.kind, kind), isNull(alerts.closedAt)))
  return rows.map(({ subject }) => subject)
}

export const alertRetention = expiredRows(({ alerts }, now) => ({
  table: alerts,
  key: alerts.id,
  condition: lte(alerts.lastAt, now - RETAINED_MS),
}))
