import { create } from 'zustand'
import { go } from '@/app/pages'
import { useSession } from '@/app/session'
import { NO_FILTER, type Chip, type Filter } from './filter'
import type { SortName } from './sorts'

interface CustomerFilter {
  readonly mine: boolean
  readonly chip: Chip
  readonly filter: Filter
  readonly sort: SortName
  /** As typed. */
  readonly words: string
}

const EVERYTHING: CustomerFilter = { mine: false, chip: '', filter: NO_FILTER, sort: 'plan', words: '' }

/** The filter of the customers tab. It outlives the tab, because the numbers of the day open the tab on their part. */
export const useCustomerFilter = create<CustomerFilter>(() => EVERYTHING)

export const setCustomerFilter = (part: Partial<CustomerFilter>): void => useCustomerFilter.setState(part)

/** Opens the tab on the customers that a number of the day counts. */
export function openCustomers(chip: Chip): void {
  setCustomerFilter({ ...EVERYTHING, chip, sort: chip === 'fresh' ? 'newest' : 'plan' })
  go('records')
}

useSession.subscribe(({ session }, before) => {
  if (session?.user.id !== before.session?.user.id) setCustomerFilter(EVERYTHING)
})
