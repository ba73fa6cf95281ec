import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { useState } from 'react'
import { go } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'
import { Segmented } from '@/ui/segmented'
import { useStatistics, type Statistics } from '../api'
import { Bar, ChartCard } from '@/ui/charts'
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
      {(data) => <Content data={data} {...(team && mine ? { owner: account.id } : {})} />}
    </Screen>
  )
}

interface ContentProps {
  readonly data: Statistics
  /** Whose customers are counted, where only one person's are. */
  readonly owner?: string
}

function Content({ data, owner }: ContentProps) {
  const { total, lost, byContractStatus, byServiceCategory, byLeadSource } = data
  const account = useAccount()
  return (
    <View className="cs">
      <Card>
        <View className="cs-total">
          <View className="cs-total__n">{total}</View>
          <View className="cs-total__k">位客户{lost > 0 ? `，另有流失${lost}位` : ''}</View>
        </View>
        {account && can(account.role, 'customer:assign') ? (
          <Row icon="flag" title="团队数字" note="逾期、响应快慢、来源和转化" onTap={() => go('teamNumbers')} />
        ) : null}
      </Card>
      <Bars title="到哪一步了" counts={byContractStatus} name="contractStatus" owner={owner} />
      {byServiceCategory ? (
        <Bars title="要什么服务" counts={byServiceCategory} name="serviceCategory" owner={owner} />
      ) : null}
      {byLeadSource ? <Bars title="从哪来的" counts={byLeadSource} name="leadSource" owner={owner} /> : null}
      <Ways />
    </View>
  )
}

/** Further lists of the team, for those who look after it. */
function Ways() {
  const account = useAccount()
  if (!account) return null
  return (
    <Card pad="rows">
      {can(account.role, 'customer:oversee') ? (
        <Row title="全部跟进" note="按人、方式、日子筛，能导出" onTap={() => go('teamFollowUps')} />
      ) : null}
      <Row title="已删除与已合并" onTap={() => go('removedCustomers')} />
      <Row title="转交请求" onTap={() => go('transferRequests')} />
    </Card>
  )
}

/** Customers whose service is not known: there is no list of them. */
const UNKNOWN = 'none'

interface BarsProps {
  readonly title: string
  readonly counts: Readonly<Record<string, number>>
  /** The filter of the list that a bar opens. */
  readonly name: 'contractStatus' | 'serviceCategory' | 'leadSource'
  readonly owner: string | undefined
}

/** One bar a value, the longest first; each is as long as its share of the largest, and opens its list. */
function Bars({ title, counts, name, owner }: BarsProps) {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a)
  const most = rows[0]?.[1] ?? 0
  if (most === 0) return null
  return (
    <ChartCard title={title}>
      {rows.map(([value, count]) => {
        const words = value === UNKNOWN ? '还没定' : value
        return (
          <Bar
            key={value}
            name={words}
            parts={[{ n: count, tone: 'accent' }]}
            most={most}
            value={count}
            label={`${words}${count}位`}
            onTap={
              value === UNKNOWN
                ? undefined
                : () => go('customerSubset', { title: words, [name]: value, ...(owner ? { assignedTo: owner } : {}) })
            }
          />
        )
      })}
    </ChartCard>
  )
}

export default guardPage(CustomerStatistics)
