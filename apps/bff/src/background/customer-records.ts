import type { CustomerRecords } from '../features/customers/merge.service.ts'
import { roomsOfCustomer } from '../features/interviews/rooms.service.ts'
import { shortlistsOfCustomer } from '../features/shortlists/shortlists.service.ts'
import { movePlacements } from '../features/placements/placements.service.ts'

const placementsOfCustomer: CustomerRecords = {
  name: 'placements',
  move: (t, ctx, from, to) => movePlacements(t, ctx, { from, to }),
  *moveBack(t, ctx, ids, from, to) {
    if (ids.length > 0) yield* movePlacements(t, ctx, { from, to, ids })
  },
  // A customer with a placement cannot be deleted.
  *close() {},
  // They are the worker's history, too.
  *forget() {},
}

/** What features hold of customers: it goes over when two are merged, and ends with a customer that is gone for good. */
export const CUSTOMER_RECORDS: readonly CustomerRecords[] = [
  roomsOfCustomer,
  placementsOfCustomer,
  shortlistsOfCustomer,
]
