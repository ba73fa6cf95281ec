import { can } from '@qingpin/contract/core/policy'
import { personOf } from '../../context.ts'
import { type Describe, type Described, formatDayOfYear } from '../notifications/index.ts'
import { findShownAll } from './placements.repo.ts'
import type { PlacedCustomers } from './placements.service.ts'

/** Contracts that end soon, for those who see the customer. */
export const describeEndings = (customers: PlacedCustomers): Describe =>
  function* (t, ctx, rows) {
    const described = new Map<string, Described>()
    const role = personOf(ctx)?.role
    if (!role || !can(role, 'customer:view')) return described
    const shown = yield* findShownAll(
      t,
      ctx,
      rows.flatMap(({ subjectId }) => subjectId ?? []),
    )
    const names = yield* customers.named(
      t,
      ctx,
      shown.map(({ placement }) => placement.customerId),
    )
    for (const row of rows) {
      const found = shown.find(({ placement }) => placement.id === row.subjectId)
      const customer = found && names.get(found.placement.customerId)
      if (!found || !customer?.visible) continue
      const { placement, worker } = found
      const day = formatDayOfYear(String(row.facts['endsOn']))
      const over =
        placement.endedOn !== null ? '，已经结束了' : placement.endsOn === row.facts['endsOn'] ? '' : '，改过日子了'
      described.set(row.id, {
        title: `${customer.name}的合同${day}到期`,
        text: `${worker?.name ?? '阿姨'}在她家${over || '，续不续要问一声'}`,
        opens: { page: 'customerDetail', id: placement.customerId },
      })
    }
    return described
  }
