import type { ContractStatus, Due } from '@qingpin/contract/customers/customers.enums'
import { create } from 'zustand'
import { go } from '@/app/pages'
import { useSession } from '@/app/session'
import { NO_FILTER, type Filter } from './filter'
import type { SortName } from './sorts'

/** One chip at a time: where the customers stand in the day's work, or in the contract. */
export type Chip = '' | Due | ContractStatus

interface Wanted {
  readonly mine: boolean
  readonly chip: Chip
  readonly filter: Filter
  readonly sort: SortName
  /** As typed. */
  readonly words: string
}

const EVERYTHING: Wanted = { mine: false, chip: '', filter: NO_FILTER, sort: 'plan', words: '' }

/** What the tab shows. Kept outside of it, because the day's numbers open it on their own part. */
export const useWanted = create<Wanted>(() => EVERYTHING)

export const want = (part: Partial<Wanted>): void => useWanted.setState(part)

/** Opens the tab on exactly what a number counted. */
export function openCustomers(chip: Chip): void {
  want({ ...EVERYTHING, chip, sort: chip === 'fresh' ? 'newest' : 'plan' })
  go('records')
}

useSession.subscribe(({ session }, before) => {
  if (session?.user.id !== before.session?.user.id) want(EVERYTHING)
})
