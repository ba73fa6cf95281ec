import { DELIVERY_REASONS, kindSpec } from '@qingpin/contract/notifications/notifications.enums'
import type { Ctx } from '../../context.ts'
import { deliveriesOf, type MessageFilter, pageOfMessages } from './deliveries.repo.ts'

/** Who got what by which way, and why not. */
export const deliveries = (ctx: Ctx, filter: MessageFilter) =>
  ctx.db.tx(function* (t) {
    const { rows, nextCursor } = yield* pageOfMessages(t, ctx, filter)
    const byMessage = yield* deliveriesOf(
      t,
      ctx,
      rows.map(({ id }) => id),
    )
    const contacts = yield* ctx.contactsOf(
      t,
      ctx,
      rows.map(({ accountId }) => accountId),
    )
    const items = rows.map(({ id, accountId, kind, count, createdAt }) => ({
      id,
      to: contacts.get(accountId)?.name ?? '已注销的账号',
      kind,
      label: kindSpec(kind).label,
      count,
      at: new Date(createdAt).toISOString(),
      ways: (byMessage.get(id) ?? []).map(({ way, state, reason, updatedAt }) => ({
        way,
        state,
        reason: reason === null ? null : DELIVERY_REASONS[reason],
        at: new Date(updatedAt).toISOString(),
      })),
    }))
    return { items, nextCursor }
  })
