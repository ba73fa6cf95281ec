import type { SubscribeTemplate } from '@qingpin/contract/notifications/notifications.enums'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { QUOTA_MOST } from './notifications.rules.ts'

type At = Pick<Ctx, 'db' | 'now'>
interface Quota {
  accountId: string
  template: SubscribeTemplate
}

export function* quotasOf(t: Q, { db }: Pick<Ctx, 'db'>, accountId: string): Op<Map<SubscribeTemplate, number>> {
  const { subscriptionQuotas: q } = db.s
  const rows = yield* ask(t.select().from(q).where(eq(q.accountId, accountId)))
  return new Map(rows.map(({ template, left }) => [template, left]))
}

/** Adds messages that may be sent, up to `QUOTA_MOST`. */
export function* addQuota(t: Q, ctx: At, { accountId, template }: Quota, by: number): Op<void> {
  const { subscriptionQuotas: q } = ctx.db.s
  const left = sql`case when ${q.left} + ${by} > ${QUOTA_MOST} then ${QUOTA_MOST} else ${q.left} + ${by} end`
  yield* ask(
    t
      .insert(q)
      .values({ accountId, template, left: by, updatedAt: ctx.now })
      .onConflictDoUpdate({ target: [q.accountId, q.template], set: { left, updatedAt: ctx.now } }),
  )
}

/** Takes one message out of the quota; false where none is left. */
export function* takeQuota(t: Q, ctx: At, { accountId, template }: Quota): Op<boolean> {
  const { subscriptionQuotas: q } = ctx.db.s
  const taken = yield* ask(
    t
      .update(q)
      .set({ left: sql`${q.left} - 1`, updatedAt: ctx.now })
      .where(and(eq(q.accountId, accountId), eq(q.template, template), gt(q.left, 0)))
      .returning({ left: q.left }),
  )
  return taken.length > 0
}

/** Sets a quota to zero: the count of WeChat overrules ours. */
export function* clearQuota(t: Q, ctx: At, { accountId, template }: Quota): Op<void> {
  const { subscriptionQuotas: q } = ctx.db.s
  yield* ask(
    t
      .update(q)
      .set({ left: 0, updatedAt: ctx.now })
      .where(and(eq(q.accountId, accountId), eq(q.template, template))),
  )
}
