import { View } from '@tarojs/components'
import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { CARE_FROM, useAppearance } from '@/app/appearance'
import { Chips } from '@/ui/chips'
import { CountLine } from '@/ui/count-line'
import { IconButton } from '@/ui/icon-button'
import { SearchBox } from '@/ui/search-box'

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
  const { trades, total, applied } = props
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
      <CountLine
        total={total === undefined ? '' : `${total}位`}
        sort={props.sort}
        onSort={props.onSort}
        applied={applied}
        onClear={props.onClear}
      />
    </View>
  )
}
