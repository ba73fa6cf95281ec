import { can } from '@qingpin/contract/core/policy'
import { personOf } from '../../context.ts'
import { demands } from '../customers/index.ts'
import type { Describe, Described } from '../notifications/index.ts'
import { listShortlists, namedAmong } from './shortlists.repo.ts'

const WORDS: Readonly<Record<string, string>> = {
  like: '点了想见',
  comment: '留了言',
  slot: '提了面试时间',
  times: '提了面试时间',
}

/** What customers did on lists, for those who see the customer. */
export const describeReactions: Describe = function* (t, ctx, rows) {
  const described = new Map<string, Described>()
  const role = personOf(ctx)?.role
  if (!role || !can(role, 'customer:view')) return described
  const ids = rows.flatMap(({ subjectId }) => subjectId ?? [])
  const lines = yield* listShortlists(t, ctx, namedAmong(ctx, ids, demands.ofVisible(ctx)), { limit: ids.length })
  for (const row of rows) {
    const line = lines.find(({ list }) => list.id === row.subjectId)
    if (!line) continue
    const { liked, comments, list } = line
    const now = [
      liked > 0 ? `现在想见${liked}位` : '',
      comments > 0 ? `留言${comments}条` : '',
      list.slots.length > 0 ? `提了${list.slots.length}个时间` : '',
    ].filter(Boolean)
    described.set(row.id, {
      title: `${list.recipient}在名单上${WORDS[String(row.facts['what'])] ?? '有动作'}`,
      text: now.join('，') || null,
      opens: { page: 'shortlistDetail', id: list.id },
    })
  }
  return described
}
