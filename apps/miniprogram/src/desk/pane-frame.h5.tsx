import { View } from '@tarojs/components'
import type { TaroElement } from '@tarojs/runtime'
import { useState } from 'react'
import type { PaneFrameProps } from '@/app/shell/pane.types'
import { InBar } from '@/app/shell/pane.h5'
import { Scroller } from '@/platform/scroller'
import { useAppearance } from '@/app/appearance'
import { LayerHost } from '@/ui/layer'

/** Draws a screen in a pane: its head and its content; its tools stand in the bar of the desk. */
export function PaneFrame({ head, foot, action, onEnd, onRefresh, inside, children }: PaneFrameProps) {
  const dark = useAppearance((state) => state.dark)
  const [layers, setLayers] = useState<TaroElement | null>(null)
  return (
    <LayerHost.Provider value={layers}>
      <View className="desk-frame">
        <View className="desk-frame__head">{head}</View>
        {action ? <InBar side="end">{action}</InBar> : null}
        <Scroller dark={dark} onRefresh={onRefresh} onEnd={onEnd}>
          <View className={inside}>{children}</View>
        </Scroller>
        {foot ? <View className="q-screen__foot q-screen__foot--on">{foot}</View> : null}
        <View ref={setLayers} />
      </View>
    </LayerHost.Provider>
  )
}
