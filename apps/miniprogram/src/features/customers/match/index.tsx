import { View } from '@tarojs/components'
import { SHORTLIST_MOST } from '@qingpin/contract/shortlists/shortlists.rules'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { mediaUrl } from '@/platform/api-address'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Chips } from '@/ui/chips'
import { Dialog } from '@/ui/dialog'
import { EmptyText } from '@/ui/empty'
import { FootBar } from '@/ui/foot-bar'
import { ListEnd } from '@/ui/list-end'
import { Portrait } from '@/ui/portrait'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { Icon } from '@/ui/icon'
import { formatPayRange, formatStart, levelTone } from '../format'
import { DemandSheet } from '../demand/demand-sheet'
import { useMatches, type Demand, type Match, type MatchFilter, type MatchPage } from './api'
import { MatchRow } from './match-row'
import './match.scss'

const TITLE = '配阿姨'

function CustomerMatch() {
  const { id = '' } = useParams('customerMatch')
  const [filter, setFilter] = useState<MatchFilter>({})
  const [chosen, setChosen] = useState<readonly Match[]>([])
  const [editing, setEditing] = useState(false)
  const [explaining, setExplaining] = useState(false)
  const list = useMatches(id, filter)
  const first = list.data?.[0]
  const choose = (match: Match) => {
    if (chosen.some((one) => one.id === match.id)) return setChosen(chosen.filter((one) => one.id !== match.id))
    if (chosen.length >= SHORTLIST_MOST) return toast(`一份名单最多${SHORTLIST_MOST}位，先去掉一位`)
    setChosen([...chosen, match])
  }
  return (
    <Screen
      title={TITLE}
      query={list}
      pad={false}
      onEnd={list.loadMore}
      foot={first ? <Chosen demand={first.demand} chosen={chosen} /> : null}
    >
      {(pages) => {
        const [page] = pages
        if (!page) return null
        return (
          <View className="cm">
            <DemandCard demand={page.demand} onEdit={() => setEditing(true)} />
            <Filters page={page} filter={filter} onFilter={setFilter} />
            <View className="cm-line">
              <View>{headOf(page)}</View>
              <Tap className="cm-line__how" role="link" onTap={() => setExplaining(true)}>
                怎么排的
                <Icon name="right" size="xs" />
              </Tap>
            </View>
            {page.total === 0 ? (
              <EmptyText text={page.counts.all === 0 ? '公开的阿姨里没有做这个工种的' : '这样的没有，换一个看看'} />
            ) : (
              <View className="cm-rows">
                {pages
                  .flatMap(({ items }) => items)
                  .map((match) => (
                    <MatchRow
                      key={match.id}
                      match={match}
                      chosen={chosen.some((one) => one.id === match.id)}
                      onChoose={choose}
                    />
                  ))}
              </View>
            )}
            <ListEnd list={list} />
            {editing ? <DemandSheet customer={page.demand} line="需求" onClose={() => setEditing(false)} /> : null}
            <Dialog
              open={explaining}
              title="怎么排的"
              text={`只看公开的、做这个工种的阿姨。差得少的在前，一样多的看对得上的多少，再看最近更新。没问过的不算对得上。${page.capped ? '人太多时只比对最接近的一批。' : ''}`}
              confirm="知道了"
              onConfirm={() => setExplaining(false)}
              onCancel={() => setExplaining(false)}
            />
          </View>
        )
      }}
    </Screen>
  )
}

const headOf = ({ counts: { all, byGaps } }: MatchPage): string => {
  if (all === 0) return '还没有能配的'
  const fits = byGaps[0] ?? 0
  return fits > 0 ? `${fits}位样样对得上，在最前面` : '没有样样对得上的，差得少的在前'
}

/** What the customer looks for, changed where it is read. */
function DemandCard({ demand: of, onEdit }: { readonly demand: Demand; readonly onEdit: () => void }) {
  const start = formatStart(of, serverNow())
  const facts: readonly (readonly [label: string, value: string, pay?: true])[] = [
    [
      '工种',
      [of.serviceCategory ?? '还没定', of.serviceDays ? `${of.serviceDays}天` : '', of.stayIn ?? '']
        .filter(Boolean)
        .join('，'),
    ],
    ['上户', start ?? '日子还没定'],
    ['预算', formatPayRange(of) ?? '还没问', true],
    [
      '家里',
      [of.area ?? '', of.homeArea ? `${of.homeArea}㎡` : '', of.familySize ? `${of.familySize}口人` : '']
        .filter(Boolean)
        .join('，') || '没说',
    ],
  ]
  const wishes = [...of.likes, of.originRequirement && `籍贯${of.originRequirement}`, of.ageRequirement].filter(Boolean)
  return (
    <Card className="cm-demand">
      <View className="cm-demand__head">
        <View className="cm-demand__name">{of.name}要找</View>
        <Tag tone={levelTone(of.leadLevel)}>{of.leadLevel}</Tag>
        <Tap className="cm-demand__edit" role="link" label="改需求" onTap={onEdit}>
          改需求
          <Icon name="right" size="xs" />
        </Tap>
      </View>
      <View className="cm-demand__facts">
        {facts.map(([label, value, pay]) => (
          <View className="cm-demand__fact" key={label}>
            <View className="cm-demand__k">{label}</View>
            <View className={pay ? 'cm-demand__v cm-demand__v--pay' : 'cm-demand__v'}>{value}</View>
          </View>
        ))}
        <View className="cm-demand__fact cm-demand__fact--wide">
          <View className="cm-demand__k">看重</View>
          <View className="cm-demand__v">{wishes.length > 0 ? wishes.join('，') : '还没问，点“改需求”写上'}</View>
        </View>
      </View>
    </Card>
  )
}

const GAPS = ['都对得上', '差一样', '差两样', '差三样', '差四样'] as const
type FilterName = 'all' | 'budget' | `${number}`

interface FiltersProps {
  readonly page: MatchPage
  readonly filter: MatchFilter
  readonly onFilter: (filter: MatchFilter) => void
}

function Filters({ page: { counts, demand }, filter, onFilter }: FiltersProps) {
  const value: FilterName = filter.withinBudget ? 'budget' : filter.gaps === undefined ? 'all' : `${filter.gaps}`
  const options: readonly { value: FilterName; label: string; count: number }[] = [
    { value: 'all', label: '都看', count: counts.all },
    ...counts.byGaps.flatMap((count, gaps) =>
      count > 0 && GAPS[gaps] ? [{ value: `${gaps}` as const, label: GAPS[gaps], count }] : [],
    ),
    ...(demand.salaryBudget ? [{ value: 'budget' as const, label: '预算内', count: counts.withinBudget }] : []),
  ]
  const tap = (name: FilterName) => {
    if (name === 'all') return onFilter({})
    onFilter(name === 'budget' ? { withinBudget: true } : { gaps: Number(name) })
  }
  return (
    <View className="cm-filters">
      <Chips<FilterName> scroll options={options} value={[value]} onTap={tap} />
    </View>
  )
}

/** 陈女士 as a first guess at how the customer is called. */
function Chosen({ demand, chosen }: { readonly demand: Demand; readonly chosen: readonly Match[] }) {
  const make = () =>
    go('shortlistCreate', { customerId: demand.id, workers: chosen.map(({ id }) => id).join(), name: demand.name })
  return (
    <FootBar>
      <View className="cm-chosen">
        {chosen.slice(0, 3).map(({ id, avatarUrl }) => (
          <View className="cm-chosen__pic" key={id}>
            <Portrait size="s" src={mediaUrl(avatarUrl)} />
          </View>
        ))}
        <View>
          <View className="cm-chosen__n">{chosen.length > 0 ? `选了${chosen.length}位` : '还没选'}</View>
          <View className="cm-chosen__most">最多{SHORTLIST_MOST}位</View>
        </View>
      </View>
      <Button disabled={chosen.length === 0} onTap={make}>
        做成名单
      </Button>
    </FootBar>
  )
}

const Permitted = withPermission({ permission: 'customer:edit', title: TITLE }, CustomerMatch)

export default guardPage(Permitted)
