import { ScrollView, View } from '@tarojs/components'
import { useState } from 'react'
import type { ScrollerProps } from './scroller.types'

export function Scroller({ children, onRefresh, onEnd, dark }: ScrollerProps) {
  const [pulled, setPulled] = useState(false)
  const refresh = () => {
    if (!onRefresh || pulled) return
    setPulled(true)
    const done = () => setPulled(false)
    onRefresh().then(done, done)
  }
  return (
    <ScrollView
      className="q-scroll"
      scrollY
      enhanced
      showScrollbar={false}
      lowerThreshold={240}
      refresherEnabled={onRefresh !== undefined}
      refresherTriggered={pulled}
      refresherBackground="transparent"
      refresherDefaultStyle={dark ? 'white' : 'black'}
      onRefresherRefresh={refresh}
      onScrollToLower={onEnd}
    >
      <View className="q-scroll__in">{children}</View>
    </ScrollView>
  )
}
