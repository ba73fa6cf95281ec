import { LOST } from '@qingpin/contract/customers/customers.enums'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { type Ctx, requirePerson } from '../../context.ts'
import { type CustomerFilter, groupedCounts, includesLost } from './list.repo.ts'

type Filter = Omit<CustomerFilter, 'page' | 'sortBy' | 'sortOrder' | 'cursor'>

function sumBy<Row extends { n: number }>(rows: readonly Row[], keyOf: (row: Row) => string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const row of rows) sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + row.n
  return sums
}
const totalOf = (rows: readonly { n: number }[]) => rows.reduce((sum, { n }) => sum + n, 0)

/** Counts the rows of the list with the same filter: an employee's own, in the shape that old clients of each role read. */
export async function statistics(ctx: Ctx, query: Filter) {
  const filter: CustomerFilter = { ...query, page: 1, sortBy: 'createdAt', sortOrder: 'desc' }
  const groups = await groupedCounts(ctx, filter)
  const statuses = filter.contractStatus ?? []
  const counted = groups.filter(({ contractStatus: status }) =>
    status === LOST ? includesLost(filter) : statuses.length === 0 || statuses.includes(status),
  )
  const total = totalOf(counted)
  const shared = {
    total,
    lost: totalOf(groups.filter(({ contractStatus }) => contractStatus === LOST)),
    byContractStatus: sumBy(counted, ({ contractStatus }) => contractStatus),
  }
  if (customerScope(requirePerson(ctx).role) === 'assigned') return { ...shared, myCustomers: total }
  return {
    ...shared,
    byLeadSource: sumBy(counted, ({ leadSource }) => leadSource),
    byServiceCategory: sumBy(counted, ({ serviceCategory }) => serviceCategory ?? 'none'),
  }
}
