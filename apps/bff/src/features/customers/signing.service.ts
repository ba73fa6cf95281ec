import { maskName } from '@qingpin/contract/core/masking'
import { maySign } from '@qingpin/contract/customers/customers.policy'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import type { NamedCustomer, PlacedCustomers } from '../placements/index.ts'
import { requireVisible } from './customers.guard.ts'
import { updateCustomer } from './customers.repo.ts'
import { stampRecycling } from './recycling.service.ts'
import { findNamed, seenById, setContractEnd } from './signing.repo.ts'

const signs = (ctx: Ctx, assignedTo: string | null): boolean => {
  const { role, accountId } = requirePerson(ctx)
  return maySign(role, assignedTo === accountId)
}

/** Customers, as those whom workers are placed with. */
export { ownersOf } from './customers.repo.ts'

export const placedCustomers: PlacedCustomers = {
  *lock(t, ctx, id) {
    const { contractStatus, assignedTo } = yield* requireVisible(t, ctx, id, true)
    return { id, contractStatus, maySign: signs(ctx, assignedTo) }
  },

  *named(t, ctx, ids) {
    const names = new Map<string, NamedCustomer>()
    for (const { id, name, assignedTo, visible } of yield* findNamed(t, ctx, ids)) {
      names.set(id, { name: visible ? name : maskName(name), visible, maySign: visible && signs(ctx, assignedTo) })
    }
    return names
  },

  seen: seenById,

  *write(t, ctx, id, { contractStatus, contractEndsAt }) {
    let row = yield* requireVisible(t, ctx, id, true)
    if (contractStatus !== undefined && contractStatus !== row.contractStatus) {
      const changes: audit.Changes = { contractStatus: [row.contractStatus, contractStatus] }
      yield* audit.record(t, ctx, { action: 'customer.update', subjectId: id, changes })
      row = yield* updateCustomer(t, ctx, row, { contractStatus })
    }
    yield* stampRecycling(t, ctx, yield* setContractEnd(t, ctx, row, contractEndsAt))
  },
}
