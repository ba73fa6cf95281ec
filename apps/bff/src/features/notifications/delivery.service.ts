import {
  type DeliveryReason,
  kindSpec,
  type NotificationWay,
  type SubscribeTemplate,
} from '@qingpin/contract/notifications/notifications.enums'
import type { Contact, Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import type { MessageContent, SendOutcome } from '../../ports/send-outcome.port.ts'
import type { Undelivered, WechatPush } from '../../ports/wechat-push.port.ts'
import { enqueue } from '../../jobs/index.ts'
import * as messages from './messages.repo.ts'
import { readPreferences } from './notifications.repo.ts'
import { DELIVER, MESSAGE_PAGE, type Part, partFor, wordsOf } from './notifications.rules.ts'
import type { MessageRow } from './notifications.table.ts'
import { addQuota, clearQuota, takeQuota } from './quotas.repo.ts'

export interface Delivery {
  message: MessageRow
  way: NotificationWay
  sendByServiceAccount: SendByServiceAccount
}

/** Sends a notice to the follower of the service account that is bound to an account; assembly injects it. */
export type SendByServiceAccount = (
  ctx: Ctx,
  message: MessageContent & { id: string; accountId: string; page: string },
) => Promise<SendOutcome>

/** A delivery that is written down as under way, and how it is sent. */
interface Reserved {
  id: string
  accountId: string
  /** The template whose quota it has used. */
  template: SubscribeTemplate | null
  send: () => Promise<SendOutcome>
}

/** How a way would send the message, or why it will not. */
type Plan = { reason: DeliveryReason } | Omit<Reserved, 'id' | 'accountId'>

/** The person who gets it, and the part that they get. */
interface Recipient {
  contact: Contact | undefined
  part: Part
}

function* planSubscribe(t: Q, ctx: Ctx, { message }: Delivery, { contact, part }: Recipient): Op<Plan> {
  const { template } = part
  const setting = ctx.settings.notifications.subscribeTemplates[template]
  if (!setting) return { reason: 'no-template' }
  const wechatId = contact?.wechatId
  if (!wechatId) return { reason: 'no-identity' }
  if (!(yield* takeQuota(t, ctx, { accountId: message.accountId, template }))) return { reason: 'no-quota' }
  const notice = { what: wordsOf(kindSpec(part.kind).label, part.count, 'subscribe'), at: message.createdAt }
  return {
    template,
    send: () => ctx.wechat.sendSubscribed({ ...notice, wechatId, template: setting, page: MESSAGE_PAGE }),
  }
}

function planTemplate(ctx: Ctx, { message, sendByServiceAccount }: Delivery, { part }: Recipient): Plan {
  if (!ctx.settings.serviceAccount?.noticeTemplate) return { reason: 'no-template' }
  const notice = { what: wordsOf(kindSpec(part.kind).label, part.count, 'template'), at: message.createdAt }
  const { id, accountId } = message
  return { template: null, send: () => sendByServiceAccount(ctx, { ...notice, id, accountId, page: MESSAGE_PAGE }) }
}

function planSms(ctx: Ctx, { contact, part }: Recipient): Plan {
  const sealed = contact?.phoneSealed
  if (!ctx.settings.sms.noticeTemplate) return { reason: 'no-template' }
  if (!sealed) return { reason: 'no-phone' }
  const words = wordsOf(kindSpec(part.kind).label, part.count, 'sms')
  return { template: null, send: () => ctx.sms.sendNotification(ctx.cipher.open('phone', sealed), words) }
}

function* planOf(t: Q, ctx: Ctx, delivery: Delivery): Op<Plan> {
  const { message, way } = delivery
  const { accountId } = message
  const contact = (yield* ctx.contactsOf(t, ctx, [accountId])).get(accountId)
  if (contact?.suspended) return { reason: 'suspended' }
  const set = yield* readPreferences(t, ctx, accountId)
  const part = partFor(set, way, yield* messages.kindsIn(t, ctx, message))
  if (!part) return { reason: 'off' }
  if (way === 'subscribe') return yield* planSubscribe(t, ctx, delivery, { contact, part })
  return way === 'template' ? planTemplate(ctx, delivery, { contact, part }) : planSms(ctx, { contact, part })
}

/**
 * Writes a way down before it is called. `ended`: it was called before, and what became of it is known or will not be.
 * `next`: it brings nothing, and the row says why.
 */
export function* reserve(t: Q, ctx: Ctx, delivery: Delivery): Op<Reserved | 'ended' | 'next'> {
  const { message, way } = delivery
  const before = yield* messages.lockDelivery(t, ctx, way, { messageId: message.id })
  if (before?.state === 'skipped' || before?.state === 'refused') return 'next'
  if (before) {
    if (before.state === 'sending')
      yield* messages.endDelivery(t, ctx, before.id, { state: 'unknown', reason: 'no-answer' })
    return 'ended'
  }
  const plan = yield* planOf(t, ctx, delivery)
  const skipped = 'reason' in plan
  const state = skipped ? ('skipped' as const) : ('sending' as const)
  const reason = skipped ? plan.reason : null
  const id = yield* messages.insertDelivery(t, ctx, { messageId: message.id, way, state, reason })
  // Another run wrote it just now. Throwing undoes what this one took; the next look finds what became of it.
  if (id === undefined) throw new Error('another run delivers this message')
  return skipped ? 'next' : { ...plan, id, accountId: message.accountId }
}

const UNDELIVERED: Readonly<Record<Undelivered, DeliveryReason>> = {
  blocked: 'refused',
  limited: 'too-many',
  failed: 'undelivered',
}

/** A message that was accepted did not arrive: the next way is taken. `early` where it is not known, perhaps not yet. */
function* applyUndelivered(
  t: Q,
  ctx: Ctx,
  way: NotificationWay,
  { messageId: vendorId, undelivered }: { messageId: string; undelivered: Undelivered | null },
): Op<void | 'early'> {
  if (undelivered === null) return undefined
  const delivery = yield* messages.lockDelivery(t, ctx, way, { vendorId })
  if (!delivery) return 'early'
  if (delivery.state !== 'sent') return undefined
  yield* messages.refuseSent(t, ctx, delivery.id, UNDELIVERED[undelivered])
  // Under a key of its own: the job that sent it may not be over.
  yield* enqueue(t, ctx, { queue: DELIVER.name, data: { message: delivery.messageId }, key: delivery.id })
}

/** What follows from WeChat's later word on whether messages arrived. */
export const arrivalPushes = {
  'template-finished': (t: Q, ctx: Ctx, push: WechatPush & { kind: 'template-finished' }) =>
    applyUndelivered(t, ctx, 'template', push),
  *'subscribe-sent'(t: Q, ctx: Ctx, { results }: WechatPush & { kind: 'subscribe-sent' }): Op<void | 'early'> {
    let early: void | 'early' = undefined
    for (const result of results) early = (yield* applyUndelivered(t, ctx, 'subscribe', result)) ?? early
    return early
  },
}

/** Stores the outcome of a call. `again`: the vendor was not reached, and the job retries. */
export function* applyOutcome(
  t: Q,
  ctx: Ctx,
  { id, accountId, template }: Reserved,
  outcome: SendOutcome,
  last: boolean,
): Op<'ended' | 'next' | 'again'> {
  switch (outcome.kind) {
    case 'sent':
      yield* messages.endDelivery(t, ctx, id, { state: 'sent', reason: null, vendorId: outcome.vendorId })
      return 'ended'
    case 'unknown':
      // Where another run has judged it meanwhile, the job is that one's, and so is what it wrote.
      if (outcome.repeatable && !last) return (yield* messages.deleteDelivery(t, ctx, id)) ? 'again' : 'ended'
      yield* messages.endDelivery(t, ctx, id, { state: 'unknown', reason: 'no-answer' })
      return 'ended'
    case 'refused': {
      // Without a follower there was no recipient that could refuse.
      const state = outcome.reason === 'not-bound' ? 'skipped' : 'refused'
      yield* messages.endDelivery(t, ctx, id, { state, reason: outcome.reason })
      if (template && outcome.reason === 'no-quota') yield* clearQuota(t, ctx, { accountId, template })
      else if (template) yield* addQuota(t, ctx, { accountId, template }, 1)
      return 'next'
    }
    case 'not-sent':
      if (template) yield* addQuota(t, ctx, { accountId, template }, 1)
      if (!last && (yield* messages.deleteDelivery(t, ctx, id))) return 'again'
      yield* messages.endDelivery(t, ctx, id, { state: 'refused', reason: 'unreachable' })
      return 'next'
  }
}
