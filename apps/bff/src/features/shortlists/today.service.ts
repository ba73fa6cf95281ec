import type { TodayGroup } from '@qingpin/contract/home/home.routes'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { demands } from '../customers/index.ts'
import * as repo from './shortlists.repo.ts'

type Group = z.output<typeof TodayGroup>

/** Lists with something that staff has not looked at: a like, a question, a time. */
export const shortlistGroups = (ctx: Ctx): Promise<Group[]> =>
  ctx.db.tx(function* (t) {
    const among = demands.ofVisible(ctx)
    const count = yield* repo.countUnseen(t, ctx, among)
    if (count === 0) return []
    const [first] = yield* repo.listShortlists(t, ctx, among, { unseen: true, limit: 1 })
    const note = first ? `${first.list.recipient}，想见${first.liked}位` : null
    return [{ kind: 'shortlists', count, title: `${count}份名单有回音`, note, late: false }]
  })
