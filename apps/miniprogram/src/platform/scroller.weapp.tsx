import { ScrollView, View, type BaseEventOrig, type ScrollViewProps } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import type { EndKeeper, ScrollerProps } from './scroller.types'

export function Scroller({ children, onRefresh, onEnd, end, dark }: ScrollerProps) {
  const [pulled, setPulled] = useState(false)
  const kept = useEnd(end)
  const refresh = () => {
    if (!onRefresh || pulled) return
    setPulled(true)
    const done = () => setPulled(false)
    onRefresh().then(done, done)
  }
  const lower = () => {
    kept?.onLower()
    onEnd?.()
  }
  return (
    <ScrollView
      className="q-scroll"
      scrollY
      enhanced
      showScrollbar={false}
      lowerThreshold={kept ? NEAR : 240}
      refresherEnabled={onRefresh !== undefined}
      refresherTriggered={pulled}
      refresherBackground="transparent"
      refresherDefaultStyle={dark ? 'white' : 'black'}
      onRefresherRefresh={refresh}
      onScrollToLower={lower}
      {...(kept ? { scrollTop: kept.top, onScroll: kept.onScroll } : {})}
    >
      <View className="q-scroll__in">{children}</View>
    </ScrollView>
  )
}

/** Less than this from the end counts as being there. */
const NEAR = 60
/** A scroll position below the end; another value each time, because an equal value is no change. */
const BOTTOM = 10_000_000

/** A growing conversation cannot be measured: pulling it down leaves the end, reaching the end returns to it. */
function useEnd(end: EndKeeper | undefined) {
  const [top, setTop] = useState(BOTTOM)
  const away = useRef(false)
  const leave = (now: boolean) => {
    if (away.current === now) return
    away.current = now
    end?.onAway(now)
  }
  useEffect(() => {
    if (!end) return
    end.go = (how) => {
      if (how === 'now') leave(false)
      if (!away.current) setTop((before) => (before === BOTTOM ? BOTTOM + 1 : BOTTOM))
    }
  })
  if (!end) return undefined
  return {
    top,
    onScroll: ({ detail }: BaseEventOrig<ScrollViewProps.onScrollDetail>) => {
      if (detail.deltaY > 4) leave(true)
    },
    onLower: () => leave(false),
  }
}
