import {
  DELIVERY_REASONS,
  type DeliveryReason,
  kindSpec,
  type NotificationPage,
  TEMPLATE_OF,
} from '@qingpin/contract/notifications/notifications.enums'
import type { Op, Q } from '../../db/db.ts'
import type { Ctx } from '../../context.ts'
import type { DeliveryRow, NotificationRow } from './notifications.table.ts'

/** What a feature says of a notification to its reader. */
export interface Described {
  title: string
  text?: string | null | undefined
  /** Null where there is nothing to open any more. */
  opens: { page: NotificationPage; id?: string | null } | null
  /** On a button that opens it. */
  action?: string | undefined
  /** Id of a transfer request that the reader may answer. */
  transfer?: string | undefined
}

/**
 * Describes notifications of one or more kinds to the caller, by id: with the names that he may see now. What is gone, or
 * not his any more, is left out.
 */
export type Describe = (t: Q, ctx: Ctx, rows: readonly NotificationRow[]) => Op<ReadonlyMap<string, Described>>

const GONE = '已经不在了，或者不归您看了'

/** Reasons that the reader can do something about; others need no line. */
const SHOWN_REASONS: readonly DeliveryReason[] = ['no-quota', 'refused', 'too-many', 'no-answer', 'undelivered']

/** How a notification left the app, in a sentence; null where there is nothing to say. */
export function outsideView(row: Pick<NotificationRow, 'kind'>, deliveries: readonly DeliveryRow[]) {
  if (deliveries.some(({ state }) => state === 'sent' || state === 'sending')) return null
  const shown = deliveries.find(({ reason }) => reason !== null && SHOWN_REASONS.includes(reason))
  if (!shown?.reason) return null
  const { way, state, reason } = shown
  const where = way === 'sms' ? '短信' : '微信'
  const why = reason === 'no-quota' ? `您的${DELIVERY_REASONS[reason]}` : DELIVERY_REASONS[reason]
  const unknown = state === 'unknown'
  return {
    way: unknown ? way : null,
    state,
    reason,
    text: unknown ? `${where}${why}，不知道到没到` : `没发到${where}：${why}，所以只在这里。`,
    subscribe: way === 'subscribe' && !unknown ? TEMPLATE_OF[kindSpec(row.kind).group] : null,
  }
}

export function notificationView(
  row: NotificationRow,
  described: Described | undefined,
  deliveries: readonly DeliveryRow[],
) {
  const { group, label } = kindSpec(row.kind)
  return {
    id: row.id,
    kind: row.kind,
    group,
    at: new Date(row.createdAt).toISOString(),
    read: row.readAt !== null,
    title: described?.title ?? label,
    text: described ? (described.text ?? null) : GONE,
    opens: described?.opens ? { page: described.opens.page, id: described.opens.id ?? null } : null,
    action: described?.action ?? null,
    transfer: described?.transfer ?? null,
    outside: outsideView(row, deliveries),
  }
}
