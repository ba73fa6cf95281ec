import { useSyncExternalStore } from 'react'
import { online, onNetChange } from '@/platform/net'

/** Whether the phone has a network at all. */
export const useOnline = (): boolean => useSyncExternalStore(onNetChange, online, online)
