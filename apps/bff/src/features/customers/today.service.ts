import type { TodayGroup } from '@qingpin/contract/home/home.routes'
import { inBeijing } from '@qingpin/contract/core/days'
import type { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { countTransfers, pageOfTransfers } from './transfers.repo.ts'
import { countList, type CustomerFilter, pageOfCustomers } from './list.repo.ts'

type Group = z.output<typeof TodayGroup>
/** Gives a line of what waits for the caller; undefined where nothing does. */
type Reader = (ctx: Ctx) => Promise<Group | undefined>

/** 12月3日 10:00, in Beijing. */
function formatMoment(iso: string): string {
  const at = inBeijing(Date.parse(iso))
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
  const note = first && at ? `${first.customer.name}，${formatMoment(new Date(at).toISOString())}` : null
  return { kind: 'recycling', count, title: `${count}位快回公海`, note, late: true }
}

/** Requests of colleagues for customers that the caller has to answer. */
const transfers: Reader = async (ctx) => {
  const { toAnswer: count } = await countTransfers(ctx)
  if (count === 0) return undefined
  const [first] = (await pageOfTransfers(ctx, { box: 'to-answer', limit: 1 })).rows
  const note = first ? `${first.name}，${formatMoment(new Date(first.request.createdAt).toISOString())}` : null
  return { kind: 'transfers', count, title: `${count}位同事等您回话`, note, late: false }
}

/** One reader a line, in the order in which the lines stand. */
const READERS: readonly Reader[] = [transfers, recycling]

export async function customerGroups(ctx: Ctx): Promise<Group[]> {
  const groups: Group[] = []
  for (const read of READERS) {
    const group = await read(ctx)
    if (group) groups.push(group)
  }
  return groups
}
