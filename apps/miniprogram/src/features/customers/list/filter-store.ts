import { createListState, type ListState } from '@/app/filter-list/list-state'
import { go } from '@/app/pages'
import { useSession } from '@/app/session'
import { customerFilter, type Chip } from './filter'
import type { SortName } from './sorts'

interface CustomerListState extends ListState<keyof typeof customerFilter.none, SortName> {
  readonly mine: boolean
  /** The public pool instead of customers with an owner. */
  readonly pool: boolean
  readonly chip: Chip
}

const EVERYTHING: CustomerListState = {
  mine: false,
  pool: false,
  chip: '',
  filter: customerFilter.none,
  sort: 'plan',
  typed: '',
}

/** What the customers tab shows. It outlives the tab, because the numbers of the day open the tab on their part. */
export const customerList = createListState<CustomerListState>(EVERYTHING)

/** Opens the tab on the customers that a number of the day counts. @param mine only those of the viewer */
export function openCustomers(chip: Chip, mine = false): void {
  customerList.setState({
    ...EVERYTHING,
    chip,
    mine,
    sort: chip === 'fresh' || chip === 'assigned' ? 'newest' : 'plan',
  })
  go('records')
}

/** Opens the tab on the customers that these words find. */
export function searchCustomers(typed: string): void {
  customerList.setState({ ...EVERYTHING, typed })
  go('records')
}

/** Opens the tab on the public pool. */
export function openPool(): void {
  customerList.setState({ ...EVERYTHING, pool: true })
  go('records')
}

useSession.subscribe(({ session }, before) => {
  if (session?.user.id !== before.session?.user.id) customerList.setState(EVERYTHING)
})
