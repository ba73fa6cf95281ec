import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import type { Queue } from '../../jobs/index.ts'
import type { PushSender, WechatPush } from '../../ports/wechat-push.port.ts'
import { bindByScene, endBinding } from './binding.service.ts'
import { applyArrival } from './message.service.ts'
import { findPush, finishPush } from './wechat.repo.ts'
import { PUSHES } from './wechat.rules.ts'

/** What other features do when WeChat reports one of these, inside the transaction that handles the push. */
export type PushHandlers = {
  readonly [K in WechatPush['kind']]?: (t: Q, ctx: Ctx, push: Extract<WechatPush, { kind: K }>) => Op<void>
}

function* handle(t: Q, ctx: Ctx, sender: PushSender, push: WechatPush): Op<void> {
  const appId = ctx.pushes[sender]?.appId
  if (appId === undefined) return
  if (push.kind === 'template-finished') yield* applyArrival(t, ctx, push.messageId, push.undelivered)
  if (sender !== 'service-account') return
  if (push.kind === 'unsubscribed') yield* endBinding(t, ctx, { appId, wechatId: push.from })
  if ((push.kind === 'subscribed' || push.kind === 'scanned') && push.scene !== null)
    yield* bindByScene(t, ctx, { appId, wechatId: push.from, scene: push.scene })
}

/** Handles what WeChat pushed, once each, with what other features do about it. */
export const pushQueue = (handlers: readonly PushHandlers[]): Queue => ({
  ...PUSHES,
  run: (ctx, { id }) =>
    ctx.db.tx(function* (t) {
      const row = yield* findPush(t, ctx, String(id))
      if (!row || row.pushSealed === null) return
      const push = JSON.parse(ctx.cipher.open('wechatPush', row.pushSealed)) as WechatPush
      yield* handle(t, ctx, row.sender, push)
      for (const one of handlers) {
        const other = one[push.kind] as ((t: Q, ctx: Ctx, push: WechatPush) => Op<void>) | undefined
        if (other) yield* other(t, ctx, push)
      }
      yield* finishPush(t, ctx, row.id)
    }),
})
