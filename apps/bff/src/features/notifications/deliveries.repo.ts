import { type DeliveryState, NOTIFICATION_WAYS } from '@qingpin/contract/notifications/notifications.enums'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { pageOf, timeIdCursor } from '../../db/cursor.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { DeliveryRow } from './notifications.table.ts'

/** What became of messages, by their id, in the order in which the ways were tried. */
export function* deliveriesOf(
  t: Q,
  { db }: Pick<Ctx, 'db'>,
  messageIds: readonly (string | null)[],
): Op<Map<string, DeliveryRow[]>> {
  const { notificationDeliveries: d } = db.s
  const found = new Map<string, DeliveryRow[]>()
  const ids = [...new Set(messageIds.filter((id) => id !== null))]
  if (ids.length === 0) return found
  const rows = yield* ask(t.select().from(d).where(inArray(d.messageId, ids)))
  const order = NOTIFICATION_WAYS.map(({ value }) => value)
  for (const row of rows.toSorted((a, b) => order.indexOf(a.way) - order.indexOf(b.way)))
    found.set(row.messageId, [...(found.get(row.messageId) ?? []), row])
  return found
}

export interface MessageFilter {
  state?: DeliveryState | undefined
  limit: number
  cursor?: string | undefined
}

/** One page of what left the app, or should have, newest first. */
export function* pageOfMessages(t: Q, { db }: Pick<Ctx, 'db'>, { state, limit, cursor }: MessageFilter) {
  const { notificationMessages: m, notificationDeliveries: d } = db.s
  const position = timeIdCursor.read(cursor)
  const after = position && sql`(${m.createdAt}, ${m.id}) < (${position.at}, ${position.id})`
  const ofState = state && inArray(m.id, t.select({ id: d.messageId }).from(d).where(eq(d.state, state)))
  const rows = yield* ask(
    t
      .select()
      .from(m)
      .where(and(ofState, after))
      .orderBy(desc(m.createdAt), desc(m.id))
      .limit(limit + 1),
  )
  return pageOf(rows, limit, ({ createdAt, id }) => timeIdCursor.write({ at: createdAt, id }))
}
