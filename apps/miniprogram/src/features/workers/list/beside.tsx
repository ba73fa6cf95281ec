import { useStore } from 'zustand'
import { openedList } from './list-store'
import { WorkerList } from './worker-list'

/** The list beside the detail, on a desk. */
export function WorkersBeside() {
  const list = useStore(openedList, (now) => now.list)
  return <WorkerList state={list} />
}
