import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { go } from '@/app/pages'
import { useSession } from '@/app/session'

/** What the tab shows to those who host. */
export const HOSTED_PARTS = [
  { value: 'today', label: '今天' },
  { value: 'active', label: '要面的' },
  { value: 'ended', label: '面过的' },
] as const

export type HostedPart = (typeof HOSTED_PARTS)[number]['value']

/** It outlives the tab, because the numbers of the day open the tab on their part. */
const hosted = createStore<{ readonly part: HostedPart }>(() => ({ part: 'active' }))

export const useHostedPart = () => useStore(hosted, ({ part }) => part)
export const showHostedPart = (part: HostedPart): void => hosted.setState({ part })

/** Opens the tab on the interviews of today. */
export function openInterviewsOfToday(): void {
  showHostedPart('today')
  go('interviews')
}

useSession.subscribe(({ session }, before) => {
  if (session?.user.id !== before.session?.user.id) hosted.setState(hosted.getInitialState())
})
