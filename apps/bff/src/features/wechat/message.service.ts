import { createHash } from 'node:crypto'
import { inBeijing } from '@qingpin/contract/core/days'
import { can } from '@qingpin/contract/core/policy'
import type { MessageReason, MessageState } from '@qingpin/contract/wechat/wechat.enums'
import * as audit from '../../audit/audit.ts'
import { accountIdOf, type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { TemplateOutcome } from '../../ports/official-account.port.ts'
import type { Undelivered } from '../../ports/wechat-push.port.ts'
import { endBinding, requireKnown, requireServiceAccount } from './binding.service.ts'
import { findIdentity } from './identities.repo.ts'
import { findMessage, insertMessage, type ServiceMessageRow, setMessage } from './wechat.repo.ts'
import { minuteOf } from './wechat.rules.ts'

export interface ServiceMessage {
  accountId: string
  templateId: string
  fields: Readonly<Record<string, string>>
  page?: string | undefined
  /** 24 hex digits; the same message again is sent once. */
  id: string
}

/** What became of a message to an account; `unbound`: it is bound to no service account, or no longer. */
export type ServiceMessageOutcome = TemplateOutcome | { kind: 'unbound' }

const resultOf = (outcome: TemplateOutcome): { state: MessageState; reason: MessageReason | null } => {
  if (outcome.kind === 'sent') return { state: 'sent', reason: null }
  if (outcome.kind === 'refused') return { state: 'refused', reason: outcome.reason }
  return outcome.kind === 'unsent' ? { state: 'refused', reason: 'busy' } : { state: 'unknown', reason: null }
}

/**
 * Sends a template message to the follower that is bound to an account, and stores the outcome. Whether it arrived comes later
 * as a push. A refusal that says she no longer subscribes ends the binding.
 */
export async function sendServiceMessage(
  ctx: Ctx,
  { accountId, id, ...message }: ServiceMessage,
): Promise<ServiceMessageOutcome> {
  const account = requireServiceAccount(ctx)
  const { appId } = account
  const identity = await ctx.db.tx(function* (t) {
    const found = yield* findIdentity(t, ctx, { appId, accountId })
    const row: ServiceMessageRow = {
      id,
      accountId,
      createdBy: accountIdOf(ctx),
      messageId: null,
      state: 'sending',
      reason: null,
      createdAt: ctx.now,
      changedAt: ctx.now,
    }
    if (found) yield* insertMessage(t, ctx, row)
    return found
  })
  if (!identity) return { kind: 'unbound' }
  const { wechatId } = identity
  const outcome = await account.sendTemplate({ ...message, to: wechatId, key: id })
  await ctx.db.tx(function* (t) {
    const messageId = outcome.kind === 'sent' ? { messageId: outcome.messageId } : {}
    yield* setMessage(t, ctx, { id }, { ...resultOf(outcome), ...messageId })
    if (outcome.kind === 'refused' && outcome.reason === 'unsubscribed')
      yield* endBinding(t, ctx, { appId, wechatId, until: identity.boundAt })
  })
  return outcome
}

/** Stores whether a message arrived; false where it is not known, perhaps not yet. */
export const applyArrival = (t: Q, ctx: Ctx, messageId: string, undelivered: Undelivered | null): Op<boolean> =>
  setMessage(
    t,
    ctx,
    { messageId },
    undelivered === null ? { state: 'arrived', reason: null } : { state: 'refused', reason: undelivered },
  )

/** The id of a text to a person in a minute, so that a repeat is the same message. */
const idOf = (accountId: string, text: string, minute: number): string =>
  createHash('sha256')
    .update(JSON.stringify([accountId, text, minute]))
    .digest('hex')
    .slice(0, 24)

/** As a field of a time takes it. */
const formatTime = (at: number): string => inBeijing(at).toISOString().slice(0, 16).replace('T', ' ')

/** Sends a test message: to oneself, or with the permission to anyone who is bound. */
export async function testMessage(ctx: Ctx, { userId, message }: { userId: string; message: string }) {
  const person = requirePerson(ctx)
  if (userId !== person.accountId && !can(person.role, 'service-account:manage')) throw new AppError('NOT_FOUND')
  const { serviceAccount } = ctx.settings
  requireServiceAccount(ctx)
  if (!serviceAccount?.testTemplate) throw new AppError('SERVICE_ACCOUNT_MISSING')
  const id = idOf(userId, message, minuteOf(ctx.now))
  const before = await ctx.db.tx(function* (t) {
    yield* requireKnown(t, ctx, userId)
    return yield* findMessage(t, ctx, id)
  })
  // A repeat of a moment ago gets the outcome of the first one; what WeChat was too busy for is sent again.
  if (before?.state === 'refused' && before.reason !== 'busy') throw new AppError('MESSAGE_REFUSED')
  if (before && before.state !== 'refused') return { state: before.state }
  const outcome = await sendServiceMessage(ctx, {
    accountId: userId,
    id,
    templateId: serviceAccount.testTemplate,
    fields: { thing1: message, time2: formatTime(ctx.now) },
  })
  if (outcome.kind === 'unbound') throw new AppError('NOT_BOUND')
  await ctx.db.tx((t) => audit.record(t, ctx, { action: 'account.test-message', subjectId: userId }))
  if (outcome.kind === 'refused')
    throw new AppError(outcome.reason === 'unsubscribed' ? 'NOT_BOUND' : 'MESSAGE_REFUSED')
  if (outcome.kind === 'unsent') throw new AppError('WECHAT_BUSY', retryOf(outcome))
  return { state: resultOf(outcome).state }
}

const retryOf = ({ retryAfterSeconds }: { retryAfterSeconds?: number }) =>
  retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
