import { View } from '@tarojs/components'
import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { CARE_FROM, useAppearance } from '@/app/appearance'
import { Chips } from '@/ui/chips'
import { CountLine } from '@/ui/count-line'
import { IconButton } from '@/ui/icon-button'
import { SearchBox } from '@/ui/search-box'

const TRADES = [{ value: '', label: '全部' }, ...JOB_TYPES]

export interface WorkersHeadProps {
  readonly search: string
  readonly onSearch: (words: string) => void
  readonly trade: string
  readonly onTrade: (trade: string) => void
  readonly total: number | undefined
  readonly applied: readonly string[]
  readonly onFilter: () => void
  readonly onClear: () => void
}

export function WorkersHead(props: WorkersHeadProps) {
  const { trade, total, applied } = props
  const large = useAppearance(({ scale }) => scale >= CARE_FROM)
  return (
    <View>
      <View className="pl-tools">
        <SearchBox
          placeholder={large ? '会做什么' : '会做什么、老家在哪里'}
          value={props.search}
          onInput={props.onSearch}
        />
        <IconButton kind="box" icon="filter" label="筛选" badge={applied.length} onTap={props.onFilter} />
      </View>
      <View className="pl-trades">
        <Chips<string> scroll options={TRADES} value={[trade]} onTap={(one) => props.onTrade(one || trade)} />
      </View>
      <CountLine total={total ? `${total}位阿姨` : ''} applied={applied} onClear={props.onClear} />
    </View>
  )
}
