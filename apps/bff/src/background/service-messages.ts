import type { SendByServiceAccount } from '../features/notifications/delivery.service.ts'
import { sendServiceMessage, type ServiceMessageOutcome } from '../features/wechat/message.service.ts'
import type { SendOutcome } from '../ports/send-outcome.port.ts'
import { formatTemplateTime } from '../adapters/wechat/wechat.mapping.ts'

/** In the words of a delivery. A repeat under the same key is one message, so that an unknown outcome may be repeated. */
function outcomeOf(outcome: ServiceMessageOutcome): SendOutcome {
  switch (outcome.kind) {
    case 'unbound':
      return { kind: 'refused', reason: 'not-bound' }
    case 'sent':
      return { kind: 'sent', vendorId: outcome.messageId }
    case 'unsent':
      return { kind: 'not-sent' }
    case 'unknown':
      return { kind: 'unknown', repeatable: true }
    case 'refused':
      if (outcome.reason === 'unsubscribed' || outcome.reason === 'unknown-person')
        return { kind: 'refused', reason: 'not-bound' }
      return { kind: 'refused', reason: 'our-setup' }
  }
}

/** Sends a notification by the service account to the follower that is bound to an account. */
export const sendByServiceAccount: SendByServiceAccount = async (ctx, { id, accountId, page, what, at }) => {
  const templateId = ctx.settings.serviceAccount?.noticeTemplate
  if (!templateId) return { kind: 'refused', reason: 'not-bound' }
  const fields = { thing1: what, time2: formatTemplateTime(at) }
  return outcomeOf(await sendServiceMessage(ctx, { id, accountId, templateId, fields, page }))
}
