import { useEffect, useState, useSyncExternalStore } from 'react'
import { localMedia } from '@/platform/rtc/local-media'
import type { LocalState } from '@/platform/rtc/rtc.types'

export const useLocalMedia = (): LocalState => useSyncExternalStore(localMedia.subscribe, localMedia.state)

/** The level of the microphone from 0 to 5, so that silence renders nothing. */
export function useLevel(on: boolean): number {
  const [level, setLevel] = useState(0)
  useEffect(() => {
    if (!on) return setLevel(0)
    const timer = setInterval(() => setLevel(Math.round(localMedia.level() * 5)), 120)
    return () => clearInterval(timer)
  }, [on])
  return level
}

/** The time in epoch ms, each second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
