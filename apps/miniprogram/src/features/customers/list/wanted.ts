import type { ContractStatus, Due } from '@qingpin/contract/customers/customers.enums'
import { create } from 'zustand'
import { go } from '@/app/pages'
import { NO_FILTER, type Filter } from './filter'
import type { SortName } from './sorts'

/** One chip at a time: where the customers stand in the day's work, or in the contract. */
export type Chip = '' | Due | ContractStatus

interface Wanted {
  readonly mine: boolean
  readonly chip: Chip
  readonly filter: Filter
  readonly sort: SortName
}

/** What the tab shows. Kept outside of it, because the day's numbers open it on their own part. */
export const useWanted = create<Wanted>(() => ({ mine: false, chip: '', filter: NO_FILTER, sort: 'plan' }))

export const want = (part: Partial<Wanted>): void => useWanted.setState(part)

/** Opens the tab on exactly what a number counted. */
export function openCustomers(chip: Chip): void {
  want({ mine: false, chip, filter: NO_FILTER, sort: chip === 'fresh' ? 'newest' : 'plan' })
  go('records')
}
