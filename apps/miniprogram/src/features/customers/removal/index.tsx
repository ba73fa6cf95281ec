import { RESTORE_DAYS } from '@qingpin/contract/customers/removal.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { formatDate, formatTime } from '@/ui/format-time'
import { ListEnd } from '@/ui/list-end'
import { Segmented } from '@/ui/segmented'
import { Tag } from '@/ui/tag'
import { useRemoved, type Kind, type Removed } from './api'
import { RestoreButton } from './restore-button'
import '../transfers/transfers.scss'

const KINDS = [
  { value: 'all', label: '全部' },
  { value: 'deleted', label: '删除的' },
  { value: 'merged', label: '合并的' },
] as const

/** Customers that were deleted or merged, as long as they can be brought back. */
function RemovedCustomers() {
  const [kind, setKind] = useState<Kind | 'all'>('all')
  const list = useRemoved(kind)
  return (
    <Screen
      title="已删除与已合并"
      query={list}
      pad={false}
      onEnd={list.loadMore}
      head={<Segmented<Kind | 'all'> options={KINDS} value={kind} onChange={setKind} />}
      empty={{ art: 'customers', title: '没有可以恢复的', text: `删除和合并的客户，${RESTORE_DAYS}天内能在这里找回来` }}
    >
      {(items) => (
        <View className="ct">
          {items.map((one) => (
            <RemovedCard key={one.id} removed={one} />
          ))}
          <ListEnd list={list} />
        </View>
      )}
    </Screen>
  )
}

function RemovedCard({ removed }: { readonly removed: Removed }) {
  const { kind, name, phone, owner, by, reason, mergedInto, removedAt, until } = removed
  const now = serverNow()
  return (
    <Card>
      <View className="ct-top">
        <View className="ct-name">{name}</View>
        <Tag>{kind === 'merged' ? '合并' : '删除'}</Tag>
      </View>
      <View className="ct-line">
        {by?.name ?? '同事'}，{formatTime(Date.parse(removedAt), now)}
        {kind === 'merged' ? `，并进${mergedInto?.name ?? '另一位'}` : '删除'}
      </View>
      {owner || phone ? (
        <View className="ct-line">{[owner && `原来归${owner}`, phone].filter(Boolean).join('，')}</View>
      ) : null}
      {reason ? <View className="ct-said">{reason}</View> : null}
      <View className="ct-line">{formatDate(Date.parse(until), now)}前能找回</View>
      <View className="ct-acts">
        {mergedInto ? (
          <Button kind="plain" size="m" onTap={() => go('customerDetail', { id: mergedInto.id })}>
            看留下的
          </Button>
        ) : null}
        <RestoreButton removed={removed} />
      </View>
    </Card>
  )
}

export default guardPage(RemovedCustomers)
