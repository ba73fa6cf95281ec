import type { Ctx } from '../../context.ts'
import type { PushSettings } from '../../adapters/wechat-push/push.adapter.ts'
import { countIdentities, listIdentities } from './identities.repo.ts'
import { lastMessages, lastPushAt } from './wechat.repo.ts'
import { MOST_BOUND } from './wechat.rules.ts'

const iso = (at: number) => new Date(at).toISOString()

const pushState = (push: PushSettings | null, lastAt: number | null) =>
  push && { mode: push.mode, previousKey: push.keys.length > 1, lastAt: lastAt === null ? null : iso(lastAt) }

/** How the service account is set up, and who is bound to it. */
export async function state(ctx: Ctx) {
  const { serviceAccount, miniProgramPush } = ctx.settings
  return ctx.db.tx(function* (t) {
    const appId = serviceAccount?.appId
    const rows = appId === undefined ? [] : yield* listIdentities(t, ctx, appId, MOST_BOUND)
    const last = yield* lastMessages(
      t,
      ctx,
      rows.map(({ userId }) => userId),
    )
    const people = rows.map(({ staffRole, boundAt, ...row }) => {
      const message = last.get(row.userId)
      return {
        ...row,
        staff: staffRole !== null,
        boundAt: iso(boundAt),
        last: message ? { at: iso(message.createdAt), state: message.state, reason: message.reason } : null,
      }
    })
    return {
      serviceAccount: serviceAccount && {
        name: serviceAccount.name,
        appId: serviceAccount.appId,
        testTemplate: serviceAccount.testTemplate !== '',
        push: pushState(serviceAccount.push, yield* lastPushAt(t, ctx, 'service-account')),
      },
      miniProgram: { push: pushState(miniProgramPush, yield* lastPushAt(t, ctx, 'mini-program')) },
      total: appId === undefined ? 0 : yield* countIdentities(t, ctx, appId),
      people,
    }
  })
}
