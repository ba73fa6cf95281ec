import { View } from '@tarojs/components'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { useStore } from 'zustand'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Icon } from '@/ui/icon'
import { Segmented } from '@/ui/segmented'
import { Tap } from '@/ui/tap'
import type { CustomerCounts } from '../api'
import { customerList } from './filter-store'

type Part = 'team' | 'mine' | 'pool'

interface OwnersProps {
  readonly counts?: CustomerCounts | undefined
  /** How many are in the pool, where that is known. */
  readonly pool?: number | undefined
  /** Begins to select several; absent where the viewer may not assign. */
  readonly onSelect?: (() => void) | undefined
  /** What the list shows, to be exported. */
  readonly query?: object | undefined
}

/** Whose customers the tab shows, and the way to their statistics. */
export function Owners({ counts, pool, onSelect, query }: OwnersProps) {
  const account = useAccount()
  const state = useStore(customerList)
  const team = account !== undefined && customerScope(account.role) !== 'assigned'
  const parts = [
    ...(team ? [{ value: 'team' as const, label: '全部', count: counts?.all }] : []),
    { value: 'mine' as const, label: '我的', count: counts?.mine },
    { value: 'pool' as const, label: '公海', count: pool },
  ]
  const part: Part = state.pool ? 'pool' : team && !state.mine ? 'team' : 'mine'
  return (
    <View className="cl-above">
      <View className="cl-above__who">
        <Segmented<Part>
          options={parts}
          value={part}
          onChange={(value) => customerList.setState({ mine: value === 'mine', pool: value === 'pool' })}
        />
      </View>
      {onSelect ? (
        <Tap className="cl-above__more" onTap={onSelect}>
          选几位
        </Tap>
      ) : null}
      {query ? (
        <Tap
          className="cl-above__more"
          role="link"
          label="导入导出"
          onTap={() => go('customerTables', { query: JSON.stringify(query) })}
        >
          表格
        </Tap>
      ) : null}
      <Tap className="cl-above__more" role="link" onTap={() => go('customerStatistics')}>
        统计
        <Icon name="right" size="xs" />
      </Tap>
    </View>
  )
}
