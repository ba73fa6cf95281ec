import { isStaffRole } from '@qingpin/contract/core/policy'
import { requirePerson } from '../../context.ts'
import type { Describe } from '../notifications/index.ts'
import { findChats } from './chats.repo.ts'

/** Answers that were finished while their reader was away. */
export const describeAnswers: Describe = function* (t, ctx, rows) {
  const { accountId, role } = requirePerson(ctx)
  const owner = { ownerId: accountId, scope: isStaffRole(role) ? ('staff' as const) : ('personal' as const) }
  const chats = yield* findChats(
    t,
    ctx,
    owner,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const chat = chats.find(({ id }) => id === row.subjectId)
      if (!chat) return []
      const done = row.facts['state'] === 'done'
      const text = ctx.cipher.open('chatText', chat.titleSealed)
      const title = done ? '您问的写好了' : '您问的没写完'
      return [[row.id, { title, text, opens: { page: 'chat' as const, id: chat.id } }]]
    }),
  )
}
