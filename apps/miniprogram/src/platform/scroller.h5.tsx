import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import { stickToEnd } from './stick-to-end.h5'
import { bindPull } from './pull.h5'
import type { ScrollerProps } from './scroller.types'

const NEAR_END = 240

export function Scroller({ children, onRefresh, onEnd, end }: ScrollerProps) {
  const scroll = useRef<HTMLElement>(null)
  const inner = useRef<HTMLElement>(null)
  const spinner = useRef<HTMLElement>(null)
  const live = useRef({ onRefresh, onEnd })
  live.current = { onRefresh, onEnd }

  useEffect(() => {
    if (!scroll.current || !inner.current || !spinner.current) return undefined
    return bindPull({
      scroll: scroll.current,
      inner: inner.current,
      spinner: spinner.current,
      refresh: () => live.current.onRefresh,
    })
  }, [])

  useEffect(() => {
    if (!end || !scroll.current || !inner.current) return undefined
    return stickToEnd(scroll.current, inner.current, end)
  }, [end])

  // A list shorter than the window never scrolls, so the end is looked for after each change too.
  useEffect(() => {
    const element = scroll.current
    if (!element || !onEnd) return undefined
    const look = () => {
      if (element.clientHeight > 0 && element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END) {
        live.current.onEnd?.()
      }
    }
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => element.removeEventListener('scroll', look)
  })

  return (
    <View className="q-scroll" ref={scroll}>
      <View className="q-scroll__pull" ref={spinner}>
        <View className="q-i q-i-refresh" />
      </View>
      <View className="q-scroll__in" ref={inner}>
        {children}
      </View>
    </View>
  )
}
