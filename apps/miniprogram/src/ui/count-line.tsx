import { View } from '@tarojs/components'
import { Icon } from './icon'
import { Tap } from './tap'
import './count-line.scss'

export interface CountLineProps {
  /** How many there are, with the unit; empty while that is not known. */
  readonly total: string
  /** What the list is sorted by, in words, and the way to another order; a list of one order has none. */
  readonly sort?: string
  readonly onSort?: () => void
  /** The filters that hold now, in words. */
  readonly applied: readonly string[]
  readonly onClear: () => void
}

/** Under the tools of a list: how many, in which order, and what it leaves out. */
export function CountLine({ total, sort, onSort, applied, onClear }: CountLineProps) {
  const words = sort === undefined ? total : `${total ? `${total}，` : ''}按${sort}`
  return (
    <View className="q-count">
      {onSort ? (
        <Tap className="q-count__sort" label={`${words}排，换一种排序`} onTap={onSort}>
          <View>{words}</View>
          <Icon name="down" size="xs" />
        </Tap>
      ) : (
        <View className="q-count__total">{words}</View>
      )}
      {applied.length > 0 ? (
        <View className="q-count__applied">
          <View className="q-count__cut">{applied.join('、')}</View>
          <Tap className="q-count__clear" label="清空筛选" onTap={onClear}>
            清空
          </Tap>
        </View>
      ) : null}
    </View>
  )
}
