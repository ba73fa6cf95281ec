import { View } from '@tarojs/components'
import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { CARE_FROM, useAppearance } from '@/app/appearance'
import { Chips } from '@/ui/chips'
import { Icon } from '@/ui/icon'
import { IconButton } from '@/ui/icon-button'
import { SearchBox } from '@/ui/search-box'
import { Tap } from '@/ui/tap'

const TRADES = [{ value: '', label: '全部' }, ...JOB_TYPES]

export interface ListHeadProps {
  readonly search: string
  readonly onSearch: (words: string) => void
  readonly trades: readonly string[]
  readonly onTrade: (trade: string) => void
  readonly total: number | undefined
  /** What the list is sorted by, in words. */
  readonly sort: string
  readonly onSort: () => void
  readonly applied: readonly string[]
  readonly onFilter: () => void
  readonly onClear: () => void
  readonly onCreate: (() => void) | undefined
}

export function ListHead(props: ListHeadProps) {
  const { trades, total, applied, onClear } = props
  const large = useAppearance(({ scale }) => scale >= CARE_FROM)
  return (
    <View>
      <View className="rl-tools">
        <SearchBox
          placeholder={large ? '姓名、尾号' : '姓名、籍贯、尾号'}
          value={props.search}
          onInput={props.onSearch}
        />
        <IconButton kind="box" icon="filter" label="筛选" badge={applied.length} onTap={props.onFilter} />
        {props.onCreate ? <IconButton kind="fill" icon="plus" label="登记阿姨" onTap={props.onCreate} /> : null}
      </View>
      <View className="rl-trades">
        <Chips<string> scroll options={TRADES} value={trades.length > 0 ? trades : ['']} onTap={props.onTrade} />
      </View>
      <View className="rl-count">
        <Tap className="rl-count__sort" label={`${sayTotal(total)}按${props.sort}排，换一种排序`} onTap={props.onSort}>
          <View className="rl-count__words">
            {sayTotal(total)}按{props.sort}
          </View>
          <Icon name="down" size="xs" />
        </Tap>
        {applied.length > 0 ? (
          <View className="rl-count__applied">
            <View className="rl-count__cut">{applied.join('、')}</View>
            <Tap className="rl-count__clear" label="清空筛选" onTap={onClear}>
              清空
            </Tap>
          </View>
        ) : null}
      </View>
    </View>
  )
}

const sayTotal = (total: number | undefined) => (total === undefined ? '' : `${total}位，`)
