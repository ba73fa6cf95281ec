import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { isInFront } from '@/platform/in-front'

/** Calls `look` at an interval while `on` is set and the page is in front and visible. */
export function useVisibleInterval(look: () => void, everyMs: number, on: boolean): void {
  const front = useRef(true)
  const latest = useRef(look)
  latest.current = look
  useDidShow(() => {
    front.current = true
  })
  useDidHide(() => {
    front.current = false
  })
  useEffect(() => {
    if (!on) return undefined
    const timer = setInterval(() => {
      if (front.current && isInFront()) latest.current()
    }, everyMs)
    return () => clearInterval(timer)
  }, [on, everyMs])
}
