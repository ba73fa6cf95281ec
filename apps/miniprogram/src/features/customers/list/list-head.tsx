import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { CARE_FROM, useAppearance } from '@/app/appearance'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Chips } from '@/ui/chips'
import { CountLine } from '@/ui/count-line'
import { IconButton } from '@/ui/icon-button'
import { SearchBox } from '@/ui/search-box'
import { Segmented } from '@/ui/segmented'
import type { CustomerPart } from './customer-pages'
import { appliedWords, chipsOf, NO_FILTER, type Chip } from './filter'
import { SORTS } from './sorts'
import { setCustomerFilter, useCustomerFilter } from './filter-store'

export interface ListHeadProps {
  readonly part: CustomerPart | undefined
  /** Whether the viewer also sees the customers of others. */
  readonly team: boolean
  readonly onSort: () => void
  readonly onFilter: () => void
}

export function ListHead({ part, team, onSort, onFilter }: ListHeadProps) {
  const { mine, chip, filter, sort, words } = useCustomerFilter()
  const account = useAccount()
  const mayCreate = account !== undefined && can(account.role, 'customer:create')
  const large = useAppearance(({ scale }) => scale >= CARE_FROM)
  const applied = appliedWords(filter)
  const owners = [
    { value: 'team', label: '全部', count: part?.counts.all },
    { value: 'mine', label: '我的', count: part?.counts.mine },
  ] as const
  const tap = (value: Chip) => setCustomerFilter({ chip: value === chip ? '' : value })
  return (
    <View>
      {team ? (
        <View className="cl-owners">
          <Segmented<'team' | 'mine'>
            options={owners}
            value={mine ? 'mine' : 'team'}
            onChange={(value) => setCustomerFilter({ mine: value === 'mine' })}
          />
        </View>
      ) : null}
      <View className="cl-tools">
        <SearchBox
          placeholder={large ? '姓名、尾号' : '姓名、手机尾号'}
          value={words}
          onInput={(typed) => setCustomerFilter({ words: typed })}
        />
        <IconButton kind="box" icon="filter" label="筛选" badge={applied.length} onTap={onFilter} />
        {mayCreate ? <IconButton kind="fill" icon="plus" label="录客户" onTap={() => go('customerCreate')} /> : null}
      </View>
      <View className="cl-chips">
        <Chips<Chip> scroll options={chipsOf(part?.counts, chip)} value={[chip]} onTap={tap} />
      </View>
      <CountLine
        total={part ? `${part.total}位` : ''}
        sort={SORTS[sort].label}
        onSort={onSort}
        applied={applied}
        onClear={() => setCustomerFilter({ filter: NO_FILTER })}
      />
    </View>
  )
}
