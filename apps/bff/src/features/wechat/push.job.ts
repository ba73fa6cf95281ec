import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import type { Queue } from '../../jobs/index.ts'
import type { PushSender, WechatPush } from '../../ports/wechat-push.port.ts'
import { bindByScene, endBinding } from './binding.service.ts'
import { applyArrival } from './message.service.ts'
import { findPush, finishPush } from './wechat.repo.ts'
import { EARLY_AGAIN_MS, EARLY_PUSH_MS, PUSHES } from './wechat.rules.ts'

/** `early`: what the push is about is not known, perhaps not yet. */
type Handled = void | 'early'

/** What other features do when WeChat reports one of these, inside the transaction that handles the push; again after `early`. */
export type PushHandlers = {
  readonly [K in WechatPush['kind']]?: (t: Q, ctx: Ctx, push: Extract<WechatPush, { kind: K }>) => Op<Handled>
}

function* handle(t: Q, ctx: Ctx, sender: PushSender, push: WechatPush): Op<Handled> {
  const appId = ctx.pushes[sender]?.appId
  if (appId === undefined || sender !== 'service-account') return undefined
  if (push.kind === 'template-finished')
    return (yield* applyArrival(t, ctx, push.messageId, push.undelivered)) ? undefined : 'early'
  if (push.kind === 'unsubscribed') yield* endBinding(t, ctx, { appId, wechatId: push.from, until: push.at })
  if ((push.kind === 'subscribed' || push.kind === 'scanned') && push.scene !== null)
    yield* bindByScene(t, ctx, { appId, wechatId: push.from, scene: push.scene, at: push.at })
  return undefined
}

/** Handles a push; true where it has to be looked at again. */
function* handleStored(t: Q, ctx: Ctx, id: string, handlers: readonly PushHandlers[]): Op<boolean> {
  const row = yield* findPush(t, ctx, id)
  if (!row || row.pushSealed === null) return false
  const push = JSON.parse(ctx.cipher.open('wechatPush', row.pushSealed)) as WechatPush
  const handled = [yield* handle(t, ctx, row.sender, push)]
  for (const one of handlers) {
    const other = one[push.kind] as ((t: Q, ctx: Ctx, push: WechatPush) => Op<Handled>) | undefined
    if (other) handled.push(yield* other(t, ctx, push))
  }
  if (handled.includes('early') && ctx.now - row.createdAt < EARLY_PUSH_MS) return true
  yield* finishPush(t, ctx, row.id)
  return false
}

/** Handles what WeChat pushed, once each, with what other features do about it. */
export const pushQueue = (handlers: readonly PushHandlers[]): Queue => ({
  ...PUSHES,
  async run(ctx, { id }) {
    const again = await ctx.db.tx((t) => handleStored(t, ctx, String(id), handlers))
    return again ? ctx.now + EARLY_AGAIN_MS : undefined
  },
})
