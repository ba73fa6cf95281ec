import { labelOf } from '@qingpin/contract/core/choices'
import { beijingDay, inBeijing } from '@qingpin/contract/core/days'
import { FOLLOW_UP_TYPES } from '@qingpin/contract/customers/customers.enums'
import { FOLLOW_UPS_EXPORTED } from '@qingpin/contract/customers/customers.rules'
import type { followUpRoutes } from '@qingpin/contract/customers/follow-ups.routes'
import type { z } from 'zod'
import { UNQUOTED } from '../../audit/audit.rules.ts'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import { tableFile } from '../../http/table-file.ts'
import { requireVisible } from './customers.guard.ts'
import { listFollowUps } from './customers.repo.ts'
import { followUpView } from './customers.view.ts'
import { FOLLOW_UPS_READ_AT_ONCE } from './customers.rules.ts'
import * as repo from './follow-ups.repo.ts'

type Routes = typeof followUpRoutes

/** The newest follow-ups of a customer, or those before one; one that is not the customer's begins at the newest. */
export const followUps = (ctx: Ctx, id: string, { limit, before }: z.output<Routes['followUps']['query']>) =>
  ctx.db.tx(function* (t) {
    yield* requireVisible(t, ctx, id)
    const position = before ? yield* repo.positionOf(t, ctx, id, before) : undefined
    const rows = yield* listFollowUps(t, ctx, id, limit, position)
    return rows.map(({ followUp, author }) => followUpView(followUp, author))
  })

export async function teamFollowUps(ctx: Ctx, query: z.output<Routes['teamFollowUps']['query']>) {
  const { limit, cursor, ...filter } = query
  const { rows, nextCursor } = await repo.pageOfTeam(ctx, filter, limit, cursor)
  const items = rows.map(({ followUp, author, customer: { id, name }, owner }) => ({
    ...followUpView(followUp, author),
    customer: { id, name, owner },
  }))
  return { items, total: await repo.countTeam(ctx, filter), nextCursor }
}

const HEADS = ['时间', '客户编号', '客户', '负责人', '跟进人', '方式', '内容', '结果', '下次跟进'] as const

/** 2026-12-01 10:42, in Beijing: what a spreadsheet takes for a time. */
const momentText = (at: number | null) =>
  at === null ? '' : inBeijing(at).toISOString().slice(0, 16).replace('T', ' ')

const lineOf = ({ followUp, author, customer, owner }: repo.TeamFollowUp) => [
  momentText(followUp.createdAt),
  customer.customerNo ?? '',
  customer.name,
  owner ?? '',
  followUp.byCustomer ? '客户自己' : (author?.name ?? ''),
  followUp.byCustomer ? '在名单上' : labelOf(FOLLOW_UP_TYPES, followUp.type),
  followUp.content,
  followUp.result ?? '',
  momentText(followUp.nextFollowUpAt),
]

/** The follow-ups of the team as a file. Which filter, and how many rows left the house, is written to the audit log. */
export async function exportFollowUps(ctx: Ctx, filter: repo.FollowUpFilter): Promise<Response> {
  const lines: string[][] = []
  let cursor: string | undefined
  do {
    const limit = Math.min(FOLLOW_UPS_READ_AT_ONCE, FOLLOW_UPS_EXPORTED - lines.length)
    const page = await repo.pageOfTeam(ctx, filter, limit, cursor)
    lines.push(...page.rows.map(lineOf))
    cursor = page.nextCursor ?? undefined
  } while (cursor && lines.length < FOLLOW_UPS_EXPORTED)
  const quoted = { ...filter, ...(filter.search ? { search: UNQUOTED } : {}) }
  await ctx.db.tx((t) =>
    audit.record(t, ctx, {
      action: 'follow-ups.export',
      subjectId: 'follow-ups',
      changes: { filter: [null, quoted], count: [null, lines.length] },
    }),
  )
  const batches = async function* () {
    yield lines
  }
  return tableFile({ name: `跟进记录${beijingDay(ctx.now)}`, format: 'csv', headings: HEADS, batches: batches() })
}
