import { NOTIFICATION_WAYS } from '@qingpin/contract/notifications/notifications.enums'
import type { Ctx } from '../../context.ts'
import type { Queue } from '../../jobs/index.ts'
import { findMessage } from './messages.repo.ts'
import { DELIVER } from './notifications.rules.ts'
import { reserve, type SendByServiceAccount, applyOutcome } from './delivery.service.ts'

/**
 * Sends a message by the first way that brings it. Each way is reserved, called and settled, so that a run that dies, or
 * two at once, send nothing twice: what was under way then is unknown, and stays so until its vendor answers after all.
 */
async function deliver(
  ctx: Ctx,
  sendByServiceAccount: SendByServiceAccount,
  id: string,
  attempt: number,
): Promise<void> {
  const message = await ctx.db.tx((t) => findMessage(t, ctx, id))
  if (!message) return
  for (const { value: way } of NOTIFICATION_WAYS) {
    const step = await ctx.db.tx((t) => reserve(t, ctx, { message, way, sendByServiceAccount }))
    if (step === 'ended') return
    if (step === 'next') continue
    const outcome = await step.send()
    const now = ctx.clock()
    const last = attempt > DELIVER.retries
    const applied = await ctx.db.tx((t) => applyOutcome(t, { ...ctx, now }, step, outcome, last))
    if (applied === 'again') throw new Error(`${way} was not reached`)
    if (applied === 'ended') return
  }
}

/** @param sendByServiceAccount sends by the service account */
export const makeDelivering = (sendByServiceAccount: SendByServiceAccount): Queue => ({
  ...DELIVER,
  run: (ctx, { message }, attempt) => deliver(ctx, sendByServiceAccount, String(message), attempt),
})
