import { groupsFor, SUBSCRIBE_TEMPLATES } from '@qingpin/contract/notifications/notifications.enums'
import type { notificationRoutes } from '@qingpin/contract/notifications/notifications.routes'
import { maskPhone } from '@qingpin/contract/core/masking'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { once } from '../../http/once.ts'
import * as repo from './notifications.repo.ts'
import { quietOf } from './notifications.rules.ts'
import { addQuota, clearQuota, quotasOf } from './quotas.repo.ts'

type Routes = typeof notificationRoutes

function* viewOf(t: Q, ctx: Ctx) {
  const { accountId, role } = requirePerson(ctx)
  const set = yield* repo.readPreferences(t, ctx, accountId)
  const contact = (yield* ctx.contactsOf(t, ctx, [accountId])).get(accountId)
  const left = yield* quotasOf(t, ctx, accountId)
  const { subscribeTemplates } = ctx.settings.notifications
  return {
    quiet: quietOf(set),
    wechatOff: set.wechatOff,
    smsOn: set.smsOn,
    groups: groupsFor(role),
    wechat: (contact?.wechatId ?? null) !== null,
    phone: contact?.phoneSealed ? maskPhone(ctx.cipher.open('phone', contact.phoneSealed)) : null,
    subscriptions: SUBSCRIBE_TEMPLATES.map(({ value }) => value)
      .filter((template) => subscribeTemplates[template] !== undefined)
      .map((template) => ({ template, left: left.get(template) ?? 0 })),
  }
}

export const preferences = (ctx: Ctx) => ctx.db.tx((t) => viewOf(t, ctx))

export const setPreferences = (ctx: Ctx, { quiet, wechatOff, smsOn }: z.output<Routes['setPreferences']['body']>) =>
  ctx.db.tx(function* (t) {
    yield* repo.setPreferences(t, ctx, requirePerson(ctx).accountId, {
      quietOn: quiet.on,
      quietFrom: quiet.from,
      quietTo: quiet.to,
      wechatOff: [...new Set(wechatOff)],
      smsOn: [...new Set(smsOn)],
    })
    return yield* viewOf(t, ctx)
  })

/** Counts what the person said yes to; a no takes nothing back that WeChat still grants. */
export const subscribe = (ctx: Ctx, { answers }: z.output<Routes['subscribe']['body']>) =>
  once(ctx, function* (t) {
    const { accountId } = requirePerson(ctx)
    for (const template of new Set(answers.filter(({ accepted }) => accepted).map(({ template }) => template)))
      yield* addQuota(t, ctx, { accountId, template }, 1)
    return yield* viewOf(t, ctx)
  })

interface SettingsPush {
  from: string
  how: 'dialog' | 'settings'
  answers: readonly { templateId: string; accepted: boolean }[]
}

/**
 * What WeChat reports of subscribe messages: who switches a template off in the settings has nothing left of it. A yes in the
 * dialog is counted when the app reports it.
 * @param accountOf the account of a person of the mini program
 */
export const makeSubscriptionPushes = (accountOf: (t: Q, ctx: Ctx, wechatId: string) => Op<string | null>) => ({
  *'subscribe-changed'(t: Q, ctx: Ctx, { from, how, answers }: SettingsPush): Op<void> {
    const accountId = how === 'settings' ? yield* accountOf(t, ctx, from) : null
    if (accountId === null) return
    const { subscribeTemplates } = ctx.settings.notifications
    for (const { value: template } of SUBSCRIBE_TEMPLATES) {
      const id = subscribeTemplates[template]?.id
      if (answers.some(({ templateId, accepted }) => templateId === id && !accepted))
        yield* clearQuota(t, ctx, { accountId, template })
    }
  },
})
