import { type PushHandlers, pushQueue } from '@qingpin/bff/features/wechat/push.job'
import { Worker } from '@qingpin/bff/jobs/index'
import type { TestApp } from './harness.ts'

/** Handles what WeChat has pushed. */
export const handlePushes = (app: TestApp, handlers: readonly PushHandlers[] = []) =>
  new Worker(app.deps, [pushQueue(handlers)]).runDue()

/** Binds an account to the service account as its owner does, by scanning its code; gives the person's id there. */
export async function bindTo(app: TestApp, { id, token }: { id: string; token: string }, person = `微信用户${id}`) {
  const { sceneStr } = await app.as(token)('GET /api/wechat/bind-qrcode/{userId}', { params: { userId: id } })
  const openid = await app.sandbox.sandbox.serviceAccount.scan({ scene: sceneStr }, person)
  if (openid === undefined) throw new Error('the code cannot be scanned')
  await handlePushes(app)
  return openid
}
