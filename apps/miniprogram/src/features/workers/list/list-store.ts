import { createStore } from 'zustand/vanilla'
import { createListState } from '@/app/filter-list/list-state'
import { useSession } from '@/app/session'
import { resumeFilter } from './filter'
import type { SortName } from './sorts'

/** A list of workers as it begins. @param listing a state of listing that it is narrowed to */
export const startOf = (listing?: string) => ({
  typed: '',
  filter: listing ? { ...resumeFilter.none, listing: [listing] } : resumeFilter.none,
  sort: 'newest' as SortName,
})

const createWorkerList = (listing?: string) => createListState(startOf(listing))

export type WorkerListStore = ReturnType<typeof createWorkerList>

/** The list of the page that was opened last, for the pane of a desk, which shows the same. */
export const openedList = createStore<{ readonly list: WorkerListStore }>(() => ({ list: createWorkerList() }))

useSession.subscribe(({ session }, before) => {
  if (session?.user.id !== before.session?.user.id) openedList.setState({ list: createWorkerList() })
})
