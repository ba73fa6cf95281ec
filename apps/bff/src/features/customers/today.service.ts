import type { TodayGroup } from '@qingpin/contract/home/home.routes'
import { DAY_MS, inBeijing } from '@qingpin/contract/core/days'
import { can } from '@qingpin/contract/core/policy'
import { watchesTeam } from '@qingpin/contract/customers/customers.policy'
import type { z } from 'zod'
import { type Ctx, requirePerson } from '../../context.ts'
import { countList, type CustomerFilter, pageOfCustomers } from './list.repo.ts'
import { silentSince } from './reminders.rules.ts'
import { countTransfers, pageOfTransfers } from './transfers.repo.ts'

type Group = z.output<typeof TodayGroup>
/** Gives a line of what waits for the caller; undefined where nothing does. */
type Reader = (ctx: Ctx) => Promise<Group | undefined>

/** 12月3日 10:00, in Beijing. */
function formatMoment(ms: number): string {
  const at = inBeijing(ms)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${at.toISOString().slice(11, 16).replace(/^0/, '')}`
}

const listOf = (part: Partial<CustomerFilter>): CustomerFilter => ({
  page: 1,
  sortBy: 'nextFollowUpAt',
  sortOrder: 'asc',
  ...part,
})

/** Customers that the rules put into the pool within a day if nothing happens. */
const recycling: Reader = async (ctx) => {
  const filter = listOf({ due: 'recycling', sortBy: 'recycleAt' })
  const count = await countList(ctx, filter)
  if (count === 0) return undefined
  const [first] = (await pageOfCustomers(ctx, { ...filter, pageSize: 1 })).rows
  const at = first?.customer.recycleAt
  const note = first && at ? `${first.customer.name}，${formatMoment(at)}` : null
  return { kind: 'recycling', count, title: `${count}位快回公海`, note, late: true }
}

/** Requests of colleagues for customers that the caller has to answer. */
const transfers: Reader = async (ctx) => {
  const { toAnswer: count } = await countTransfers(ctx)
  if (count === 0) return undefined
  const [first] = (await pageOfTransfers(ctx, { box: 'to-answer', limit: 1 })).rows
  const note = first ? `${first.name}，${formatMoment(first.request.createdAt)}` : null
  return { kind: 'transfers', count, title: `${count}条转交请求等您回`, note, late: false }
}

/** A line about a list of customers whose silence is the longest first. */
const silence =
  (kind: Group['kind'], { filter, late, title }: { filter: Partial<CustomerFilter>; late: boolean; title: string }) =>
  async (ctx: Ctx): Promise<Group | undefined> => {
    const list = listOf({ ...filter, sortBy: 'lastActivityAt' })
    const count = await countList(ctx, list)
    if (count === 0) return undefined
    const [first] = (await pageOfCustomers(ctx, { ...list, pageSize: 1 })).rows
    const days = first && Math.floor((ctx.now - silentSince(first.customer)) / DAY_MS)
    const owner = first?.owner && filter.assignedTo === undefined ? `，${first.owner.name}跟` : ''
    const note = first ? `${first.customer.name}${days ? `，${days}天没联系` : ''}${owner}` : null
    return { kind, count, title: `${count}${title}`, note, late }
  }

const unassigned: Reader = async (ctx) => {
  if (!can(requirePerson(ctx).role, 'customer:assign')) return undefined
  const filter = listOf({ due: 'unassigned', sortBy: 'createdAt' })
  const count = await countList(ctx, filter)
  if (count === 0) return undefined
  const [first] = (await pageOfCustomers(ctx, { ...filter, pageSize: 1 })).rows
  const note = first ? `${first.customer.name}，${formatMoment(first.customer.assignedAt)}起没有负责人` : null
  return { kind: 'unassigned', count, title: `${count}位还没分配`, note, late: false }
}

const risk: Reader = (ctx) => silence('risk', { filter: { due: 'risk' }, late: true, title: '位有风险' })(ctx)

/** Of whom the managers were told, too; for them only. */
const escalated: Reader = async (ctx) =>
  watchesTeam(requirePerson(ctx).role)
    ? silence('escalated', { filter: { due: 'escalated' }, late: true, title: '位客户同事一直没跟' })(ctx)
    : undefined

/** The caller's own, of whom they were reminded. */
const silent: Reader = (ctx) => {
  const assignedTo = requirePerson(ctx).accountId
  return silence('silent', { filter: { due: 'silent', assignedTo }, late: false, title: '位提醒过还没跟' })(ctx)
}

/** One reader a line, in the order in which the lines stand. */
const READERS: readonly Reader[] = [risk, escalated, transfers, silent, recycling, unassigned]

export async function customerGroups(ctx: Ctx): Promise<Group[]> {
  const groups: Group[] = []
  for (const read of READERS) {
    const group = await read(ctx)
    if (group) groups.push(group)
  }
  return groups
}
