import { View } from '@tarojs/components'
import { LOAD_BAND_LABELS, SURFACE_LABELS } from '@qingpin/contract/access-log/access-log.enums'
import type { REPORT_DAYS } from '@qingpin/contract/access-log/access-log.rules'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { useState } from 'react'
import { api } from '@/app/api'
import { serverNow } from '@/app/clock'
import { useQuery } from '@/app/query'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { Bar, ChartCard } from '@/ui/charts'
import { Card } from '@/ui/card'
import { formatTime } from '@/ui/format-time'
import { Row } from '@/ui/row'
import { Segmented } from '@/ui/segmented'
import { pageName } from './page-name'
import '../staff.scss'

type Report = ReplyOf<ContractMap['GET /api/access-log/report']>
type Days = (typeof REPORT_DAYS)[number]

const PERIODS = [
  { value: '1', label: '今天' },
  { value: '7', label: '7天' },
  { value: '30', label: '30天' },
] as const

/** Which pages are used, how fast they come, and what broke on people's phones. */
function Usage() {
  const [days, setDays] = useState<Days>('7')
  const report = useQuery(['usage', days], () => api('GET /api/access-log/report', { query: { days } }))
  return (
    <Screen
      title="访问统计"
      query={report}
      head={<Segmented<Days> options={PERIODS} value={days} onChange={setDays} />}
      isEmpty={({ shown, broke }) => shown === 0 && broke.length === 0}
      empty={{ art: 'nothing-found', title: '还没有访问记录', text: '有人打开页面，几秒后就数在这里' }}
    >
      {(data) => <Content data={data} />}
    </Screen>
  )
}

const SECOND_MS = 1000

/** How fast it comes and how long it is looked at, as far as pages said it. */
const timesOf = ({ loadMs, staySeconds }: Report['byPage'][number]): string | undefined =>
  [
    ...(loadMs === null ? [] : [`打开${(loadMs / SECOND_MS).toFixed(1)}秒`]),
    ...(staySeconds === null ? [] : [`停留${staySeconds}秒`]),
  ].join('，') || undefined

function Content({ data }: { readonly data: Report }) {
  const { byDay, bySurface, byPage, loads, broke } = data
  return (
    <View>
      {byDay.length > 1 ? (
        <Counts title="每天打开多少次" rows={byDay.map(({ day, count }) => ({ name: day.slice(5), count }))} />
      ) : null}
      <Counts title="在哪打开的" rows={bySurface.map(({ name, count }) => ({ name: SURFACE_LABELS[name], count }))} />
      <Counts title="打开要多久" rows={LOAD_BAND_LABELS.map((name, i) => ({ name, count: loads[i] ?? 0 }))} />
      <Card title="哪些页面" pad="rows">
        {byPage.map((row) => (
          <Row
            key={row.page}
            title={pageName(row.page)}
            note={timesOf(row)}
            value={row.broke > 0 ? `${row.count}次，出错${row.broke}` : `${row.count}次`}
          />
        ))}
      </Card>
      {broke.length > 0 ? (
        <Card title="手机上出的错" pad="rows">
          {broke.map(({ page, name, count, lastAt }) => (
            <Row
              key={`${page} ${name}`}
              title={`${pageName(page)}：${count}次`}
              note={`${name}（最近${formatTime(Date.parse(lastAt), serverNow())}）`}
            />
          ))}
        </Card>
      ) : null}
      <View className="staff-note">只记页面、地方和快慢，不记是谁。记录留90天。</View>
    </View>
  )
}

interface CountsProps {
  readonly title: string
  readonly rows: readonly { readonly name: string; readonly count: number }[]
}

/** A bar a row, each as long as its share of the largest; nothing where all are 0. */
function Counts({ title, rows }: CountsProps) {
  const most = Math.max(0, ...rows.map(({ count }) => count))
  if (most === 0) return null
  return (
    <ChartCard title={title}>
      {rows.map(({ name, count }) => (
        <Bar
          key={name}
          name={name}
          parts={[{ n: count, tone: 'accent' }]}
          most={most}
          value={count}
          label={`${name}${count}次`}
        />
      ))}
    </ChartCard>
  )
}

export default guardPage(Usage)
