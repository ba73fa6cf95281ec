import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { isInFront } from '@/platform/in-front'
import { type Knocking, useDoor } from '../api'

const LOOK_EVERY_MS = 4000

/** Who is at the door, looked up every few seconds while the page is in front. */
export function useKnocking(roomId: string, on: boolean): readonly Knocking[] {
  const { data, refetch } = useDoor(roomId, on)
  const front = useRef(true)
  useDidShow(() => {
    front.current = true
  })
  useDidHide(() => {
    front.current = false
  })
  useEffect(() => {
    if (!on) return undefined
    const timer = setInterval(() => {
      if (front.current && isInFront()) void refetch()
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [on, refetch])
  return (on && data) || []
}
