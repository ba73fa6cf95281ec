import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { accountView } from './account-view.ts'
import { type AccountRow, findAccount, updateAccount } from './accounts.repo.ts'

/** What `wx.getUserProfile` has given everybody since it was withdrawn: no name and no picture at all. */
const GREY_NAME = '微信用户'
const GREY_AVATAR =
  /^https:\/\/thirdwx\.qlogo\.cn\/mmopen\/vi_32\/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg\//

function view(ctx: Ctx, row: AccountRow | undefined) {
  if (!row || !ctx.actor) throw new AppError('UNAUTHORIZED')
  return accountView(row, ctx.actor.role)
}

export async function me(ctx: Ctx) {
  const id = ctx.actor?.accountId ?? ''
  return view(ctx, await ctx.db.tx((t) => findAccount(t, ctx, { id })))
}

export async function updateMe(ctx: Ctx, { name, avatar }: { name?: string | undefined; avatar?: string | undefined }) {
  const changes = { ...(name === undefined ? {} : { name }), ...(avatar === undefined ? {} : { avatar }) }
  if (Object.keys(changes).length === 0) return me(ctx)
  const id = ctx.actor?.accountId ?? ''
  return view(ctx, await ctx.db.tx((t) => updateAccount(t, ctx, id, changes)))
}

interface UserInfo {
  nickName?: string | undefined
  avatarUrl?: string | undefined
}

/** The old clients' way: what is empty, or WeChat's grey default, changes nothing. */
export function updateProfile(ctx: Ctx, { userInfo }: { userInfo: UserInfo }) {
  const name = userInfo.nickName?.trim().slice(0, 20)
  const avatar = userInfo.avatarUrl
  return updateMe(ctx, {
    name: name && name !== GREY_NAME ? name : undefined,
    avatar: avatar && /^https?:\/\//.test(avatar) && !GREY_AVATAR.test(avatar) ? avatar : undefined,
  })
}
