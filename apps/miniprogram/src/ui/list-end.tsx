import { View } from '@tarojs/components'
import { Icon } from './icon'
import { Tap } from './tap'
import './list-end.scss'

export interface ListEndProps {
  /** What useInfinite gives. */
  readonly list: {
    readonly more: boolean
    readonly pages: number
    readonly loadingMore: boolean
    readonly moreError: unknown
    readonly loadMore: () => void
  }
}

export function ListEnd({ list }: ListEndProps) {
  if (list.moreError !== undefined) {
    return (
      <Tap className="q-end q-end--retry" onTap={list.loadMore}>
        后面的没取到，点这里再试
      </Tap>
    )
  }
  // A list of one page needs no end mark.
  if (!list.more) return list.pages > 1 ? <View className="q-end">没有更多了</View> : null
  if (!list.loadingMore) {
    // On a tall screen a short list cannot be scrolled, so the button loads the next page.
    return (
      <Tap className="q-end q-end--retry" onTap={list.loadMore}>
        看后面的
      </Tap>
    )
  }
  return (
    <View className="q-end">
      <Icon name="refresh" size="s" className="q-spin" />
      正在取后面的
    </View>
  )
}
