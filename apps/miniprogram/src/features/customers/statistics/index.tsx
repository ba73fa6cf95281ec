import { View } from '@tarojs/components'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { useState } from 'react'
import { Screen } from '@/app/shell/screen'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Card } from '@/ui/card'
import { Segmented } from '@/ui/segmented'
import { useStatistics, type Statistics } from '../api'
import './statistics.scss'

/** How many customers there are of each status, source and service: the rows of the list, counted. */
function CustomerStatistics() {
  const account = useAccount()
  const [mine, setMine] = useState(false)
  const team = account !== undefined && customerScope(account.role) !== 'assigned'
  const statistics = useStatistics(team && mine ? account.id : undefined)
  return (
    <Screen
      title="客户统计"
      pad={false}
      query={statistics}
      head={
        team ? (
          <View className="cs-head">
            <Segmented<'team' | 'mine'>
              options={[
                { value: 'team', label: '全部' },
                { value: 'mine', label: '我的' },
              ]}
              value={mine ? 'mine' : 'team'}
              onChange={(value) => setMine(value === 'mine')}
            />
          </View>
        ) : undefined
      }
    >
      {(data) => <Content data={data} />}
    </Screen>
  )
}

function Content({ data }: { readonly data: Statistics }) {
  const { total, lost, byContractStatus, byServiceCategory, byLeadSource } = data
  return (
    <View className="cs">
      <Card>
        <View className="cs-total">
          <View className="cs-total__n">{total}</View>
          <View className="cs-total__k">位客户{lost > 0 ? `，另有流失${lost}位` : ''}</View>
        </View>
      </Card>
      <Bars title="到哪一步了" counts={byContractStatus} />
      {byServiceCategory ? <Bars title="要什么服务" counts={byServiceCategory} /> : null}
      {byLeadSource ? <Bars title="从哪来的" counts={byLeadSource} /> : null}
    </View>
  )
}

const NAMES: Readonly<Record<string, string>> = { none: '还没定' }

/** One bar a value, the longest first; each bar is as long as its share of the largest. */
function Bars({ title, counts }: { readonly title: string; readonly counts: Readonly<Record<string, number>> }) {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a)
  const most = rows[0]?.[1] ?? 0
  if (most === 0) return null
  return (
    <Card title={title}>
      {rows.map(([name, count]) => (
        <View key={name} className="cs-bar">
          <View className="cs-bar__k">{NAMES[name] ?? name}</View>
          <View className="cs-bar__track">
            <View className="cs-bar__fill" style={{ width: `${Math.max(2, Math.round((count / most) * 100))}%` }} />
          </View>
          <View className="cs-bar__n">{count}</View>
        </View>
      ))}
    </Card>
  )
}

export default guardPage(CustomerStatistics)
