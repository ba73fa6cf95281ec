import { NAME_MAX } from '@qingpin/contract/core/identity.rules'
import { storedName } from '@qingpin/contract/core/text'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { moderateFields, persistUnjudged, type Moderate } from '../../moderation/index.ts'
import { accountView } from './account.view.ts'
import { type AccountRow, findAccount, updateAccount } from './accounts.repo.ts'
import { lockAccount } from './accounts.service.ts'
import { CHANGED } from '../../audit/audit.rules.ts'

/** The default pair that `wx.getUserProfile` has returned since it was withdrawn: it counts as no name and no picture. */
const GREY_NAME = '微信用户'
const GREY_AVATAR =
  /^https:\/\/thirdwx\.qlogo\.cn\/mmopen\/vi_32\/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg\//

function view(ctx: Ctx, row: AccountRow | undefined) {
  if (!row) throw new AppError('UNAUTHORIZED')
  return accountView(row, requirePerson(ctx).role)
}

export async function me(ctx: Ctx) {
  const { accountId: id } = requirePerson(ctx)
  return view(ctx, await ctx.db.tx((t) => findAccount(t, ctx, { id })))
}

/** Replaces a refused name by the default one. */
export const moderateName: Moderate = function* (t, ctx, { id, text }) {
  const account = yield* lockAccount(t, ctx, id)
  if (account?.name !== text) return
  yield* audit.record(t, ctx, { action: 'account.moderate', subjectId: id, changes: { name: CHANGED } })
  yield* updateAccount(t, ctx, id, { name: GREY_NAME })
}

/** Changes what differs; the audit row names the fields without their values. */
export async function updateMe(ctx: Ctx, input: { name?: string | undefined; avatar?: string | undefined }) {
  const { accountId: id } = requirePerson(ctx)
  const unjudged = await moderateFields(ctx, 'profile', { name: input.name })
  return ctx.db.tx(function* (t) {
    const before = yield* lockAccount(t, ctx, id)
    const changes: { name?: string; avatar?: string } = {}
    for (const field of ['name', 'avatar'] as const) {
      const value = input[field]
      if (value !== undefined && value !== before?.[field]) changes[field] = value
    }
    const changed = Object.keys(changes)
    if (changed.length === 0) return view(ctx, before)
    const quoted = Object.fromEntries(changed.map((field) => [field, CHANGED]))
    yield* audit.record(t, ctx, { action: 'account.update', subjectId: id, changes: quoted })
    if (changes.name !== undefined) yield* persistUnjudged(t, ctx, { subject: 'account', subjectId: id }, unjudged)
    return view(ctx, yield* updateAccount(t, ctx, id, changes))
  })
}

interface UserInfo {
  nickName?: string | undefined
  avatarUrl?: string | undefined
}

/** The old clients' update: empty values and WeChat's grey default change nothing. */
export function updateProfile(ctx: Ctx, { userInfo }: { userInfo: UserInfo }) {
  const name = [...storedName(userInfo.nickName ?? '')].slice(0, NAME_MAX).join('')
  const avatar = userInfo.avatarUrl
  return updateMe(ctx, {
    name: name && name !== GREY_NAME ? name : undefined,
    avatar: avatar && /^https?:\/\//.test(avatar) && !GREY_AVATAR.test(avatar) ? avatar : undefined,
  })
}
