import { View } from '@tarojs/components'
import { labelOf } from '@qingpin/contract/core/choices'
import { PERIODS, type Period, REACHES } from '@qingpin/contract/customers/customers.enums'
import { LONG_OVERDUE_DAYS, RESPONSE_GOAL, RESPONSE_HOURS, SOURCES_NAMED } from '@qingpin/contract/customers/team.rules'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { Button } from '@/ui/button'
import { formatMonthDay, formatTime, momentOf } from '@/ui/format-time'
import { Segmented } from '@/ui/segmented'
import { Tap } from '@/ui/tap'
import { openCustomers, openPool } from '../list/filter-store'
import { useTeamNumbers, type TeamNumbers } from './api'
import { Bar, ChartCard, Columns, Line } from '@/ui/charts'
import * as findings from './findings'
import './team.scss'

/** How the team is doing, for those who assign; every number opens its list. */
function TeamNumbersPage() {
  const [period, setPeriod] = useState<Period>('month')
  const numbers = useTeamNumbers(period)
  return (
    <Screen
      title="团队数字"
      pad={false}
      query={numbers}
      head={
        <View className="tn-head">
          <Segmented<Period> options={PERIODS} value={period} onChange={setPeriod} />
        </View>
      }
    >
      {(data) => <Content data={data} period={labelOf(PERIODS, period)} />}
    </Screen>
  )
}

interface PartProps {
  readonly data: TeamNumbers
  /** 近30天. */
  readonly period: string
}

function Content({ data, period }: PartProps) {
  return (
    <View className="tn">
      <Tiles data={data} period={period} />
      <Overdue data={data} />
      <Unassigned data={data} />
      <Response data={data} period={period} />
      <Sources data={data} period={period} />
      <Steps data={data} period={period} />
      <Pool data={data} />
      <View className="tn-end">数到{formatTime(Date.parse(data.countedAt), serverNow())}</View>
    </View>
  )
}

const daysOf = ({ from, to }: TeamNumbers) => ({ createdStartDate: from, createdEndDate: to })

function Tiles({ data, period }: PartProps) {
  const { overdue, unassigned, pool, response } = data
  const tiles = [
    { k: '逾期', n: String(overdue.total), late: overdue.total > 0, open: () => openCustomers('overdue') },
    { k: '没分配', n: String(unassigned.total), open: () => openCustomers('unassigned') },
    { k: '公海', n: String(pool.total), open: openPool },
    {
      k: '首次响应',
      n: response.median === null ? '—' : findings.formatMinutes(response.median),
      open: () => go('customerSubset', { title: `${period}进来的`, reached: 'entered', ...daysOf(data) }),
    },
  ]
  return (
    <View className="tn-tiles">
      {tiles.map(({ k, n, late, open }) => (
        <Tap className="tn-tile" key={k} role="link" label={`${k}${n}`} onTap={open}>
          <View className={late ? 'tn-tile__n tn-tile__n--late' : 'tn-tile__n'}>{n}</View>
          <View className="tn-tile__k">{k}</View>
        </Tap>
      ))}
    </View>
  )
}

/** People that are shown at most; the others have less. */
const PEOPLE_SHOWN = 8

function Overdue({ data: { overdue } }: Pick<PartProps, 'data'>) {
  const { people } = overdue
  const most = people[0]?.total ?? 0
  if (most === 0) return <ChartCard title={findings.overdueFinding(overdue)}>{null}</ChartCard>
  return (
    <ChartCard
      title={findings.overdueFinding(overdue)}
      legend={[
        ['bad', `${LONG_OVERDUE_DAYS}天以上`],
        ['rest', `${LONG_OVERDUE_DAYS}天以内`],
      ]}
    >
      {people.slice(0, PEOPLE_SHOWN).map(({ id, name, total, long }) => (
        <Bar
          key={id ?? 'none'}
          name={name}
          most={most}
          parts={[
            { n: long, tone: 'bad' },
            { n: total - long, tone: 'rest' },
          ]}
          value={total}
          label={`${name}逾期${total}位，${long}位过了${LONG_OVERDUE_DAYS}天`}
          onTap={
            total > 0 && id !== null
              ? () => go('customerSubset', { title: `${name}逾期的`, due: 'overdue', assignedTo: id })
              : undefined
          }
        />
      ))}
    </ChartCard>
  )
}

function Unassigned({ data: { unassigned } }: Pick<PartProps, 'data'>) {
  const { total, bySource } = unassigned
  const from = bySource.map(({ source, count }) => `${source}${count}位`)
  return (
    <ChartCard title={findings.unassignedFinding(unassigned, serverNow())}>
      {total > 0 ? (
        <View className="tn-act">
          <View className="tn-act__text">{from.slice(0, SOURCES_NAMED).join('，')}</View>
          <Button kind="sec2" size="s" onTap={() => openCustomers('unassigned')}>
            去分配
          </Button>
        </View>
      ) : null}
    </ChartCard>
  )
}

function Response({ data, period }: PartProps) {
  const { response } = data
  const { points, counted, waiting } = response
  const [first] = points
  const hours = `只算${RESPONSE_HOURS.from}:00–${RESPONSE_HOURS.to}:00进来的`
  const note = `${hours}${counted}位${waiting > 0 ? `，另有${waiting}位还没联系` : ''}`
  const title = findings.responseFinding(response)
  return (
    <ChartCard title={title} note={counted > 0 ? `${note}。虚线是约定的${RESPONSE_GOAL}分钟` : note}>
      {counted > 0 ? (
        <Line
          points={points.map(({ median }) => median)}
          goal={RESPONSE_GOAL}
          format={findings.formatMinutes}
          from={first ? formatMonthDay(momentOf(first.from)) : period}
          to="今天"
          label={`${period}，${title}`}
        />
      ) : null}
    </ChartCard>
  )
}

const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`

function Sources({ data, period }: PartProps) {
  const named = data.sources.slice(0, SOURCES_NAMED)
  const others = data.sources.slice(SOURCES_NAMED)
  const sumOf = (key: 'entered' | 'signed') => others.reduce((all, one) => all + one[key], 0)
  const rows = [
    ...named.map((one) => ({ ...one, name: one.source })),
    ...(others.length > 0
      ? [
          {
            name: `其他${others.length}个`,
            source: others.map(({ source }) => source).join(','),
            entered: sumOf('entered'),
            signed: sumOf('signed'),
          },
        ]
      : []),
  ]
  const most = Math.max(1, ...rows.map(({ entered }) => entered))
  return (
    <ChartCard
      title={findings.sourcesFinding(data.sources)}
      legend={
        rows.length > 0
          ? [
              ['accent', '签了'],
              ['rest', '还没签'],
            ]
          : undefined
      }
    >
      {rows.map(({ name, source, entered, signed }) => (
        <Bar
          key={name}
          name={name}
          most={most}
          parts={[
            { n: signed, tone: 'accent' },
            { n: entered - signed, tone: 'rest' },
          ]}
          long
          value={`${signed}/${entered}，${percent(signed, entered)}`}
          label={`${name}来了${entered}位，签了${signed}位`}
          onTap={() =>
            go('customerSubset', {
              title: `${period}${name}来的`,
              leadSource: source,
              reached: 'entered',
              ...daysOf(data),
            })
          }
        />
      ))}
    </ChartCard>
  )
}

const STEP_WORDS: Readonly<Record<string, string>> = {
  contacted: '联系上了',
  matching: '开始配阿姨',
  interviewed: '面试了',
  signed: '签了',
}

function Steps({ data, period }: PartProps) {
  const { steps } = data
  const all = steps[0]?.count ?? 0
  return (
    <ChartCard title={findings.stepsFinding(steps)} note={`${period}进来的${all}位，走到哪一步`}>
      {all > 0
        ? steps.map(({ reach, count }, i) => {
            const before = steps[i - 1]?.count
            const name = labelOf(REACHES, reach)
            return (
              <View key={reach}>
                {before === undefined ? null : (
                  <View className="tn-step">{`${percent(count, before)}${STEP_WORDS[reach] ?? ''}`}</View>
                )}
                <Bar
                  name={name}
                  most={all}
                  parts={[{ n: count, tone: 'accent' }]}
                  value={count}
                  label={`${name}${count}位`}
                  onTap={
                    count > 0
                      ? () => go('customerSubset', { title: `${period}${name}的`, reached: reach, ...daysOf(data) })
                      : undefined
                  }
                />
              </View>
            )
          })
        : null}
    </ChartCard>
  )
}

function Pool({ data: { pool } }: Pick<PartProps, 'data'>) {
  const title = findings.poolFinding(pool)
  const last = pool.weeks.length - 1
  return (
    <ChartCard
      title={title}
      legend={[
        ['rest', '进公海'],
        ['accent', '被领走'],
      ]}
    >
      {pool.weeks.length > 0 ? (
        <Columns
          groups={pool.weeks.map(({ from, came, claimed }, i) => ({
            name: i === last ? '这周' : formatMonthDay(momentOf(from)),
            values: [came, claimed],
          }))}
          label={title}
          onTap={openPool}
        />
      ) : null}
    </ChartCard>
  )
}

export default guardPage(TeamNumbersPage)
