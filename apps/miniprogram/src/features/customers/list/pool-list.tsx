import { View } from '@tarojs/components'
import { SERVICE_CATEGORIES } from '@qingpin/contract/customers/customers.enums'
import { startOfDay } from '@qingpin/contract/core/days'
import { api } from '@/app/api'
import { useServerDay } from '@/app/clock'
import { defineFilter, joined } from '@/app/filter-list/filter'
import { FilterList } from '@/app/filter-list/filter-list'
import { useListPages, type ListPage, type ListSource } from '@/app/filter-list/list-query'
import { useListState, useSearch } from '@/app/filter-list/list-state'
import { go } from '@/app/pages'
import { useStore } from 'zustand'
import { invalidate } from '@/app/query'
import { POOL_KEY, type PoolCard, type PoolPage, type PoolQuery } from '../api'
import { Chips } from '@/ui/chips'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { Owners } from './owners'
import { PoolRow } from './pool-row'

const service = { name: 'serviceCategory', title: '工种', options: SERVICE_CATEGORIES, pick: 'many' } as const
const poolFilter = defineFilter<'serviceCategory'>([service], service)

type Page = ListPage<PoolCard> & Pick<PoolPage, 'byService' | 'claims' | 'views'>

const pool: ListSource<PoolQuery, Page> = {
  key: POOL_KEY,
  fetch: async (query) => {
    const { items, total, byService, claims, views, nextCursor } = await api('GET /api/customers/pool', { query })
    return [{ cards: items, total, byService, claims, views }, nextCursor]
  },
}

/** The customers that anyone may claim, with what of the day's claims is left. */
export function PoolList() {
  const state = useListState({ typed: '', filter: poolFilter.none, sort: '' })
  const filter = useStore(state, (list) => list.filter)
  const search = useSearch(state)
  const query: PoolQuery = { ...joined(filter, ['serviceCategory']), ...(search ? { search } : {}) }
  const list = useListPages(pool, query, false)
  const now = useServerDay(() => invalidate(POOL_KEY))
  const first = list.data?.[0]
  const all = first && Object.values(first.byService).reduce((sum, n) => sum + n, 0)
  const chosen = filter.serviceCategory[0] ?? ''
  const services = SERVICE_CATEGORIES.filter(({ value }) => (first?.byService[value] ?? 0) > 0 || value === chosen)
  return (
    <FilterList
      tab
      title="客户"
      noun="客户"
      state={state}
      kind={poolFilter}
      list={list}
      source={pool}
      queryOf={(one) => ({ ...query, ...joined(one, ['serviceCategory']) })}
      searchFor={{ text: '姓名、手机尾号', large: '姓名、尾号' }}
      total={(count) => `${count}位，刚到公海的在前`}
      above={
        <View>
          <Owners pool={all} />
          {first ? <Quotas {...first} /> : null}
        </View>
      }
      line={
        <Chips<string>
          scroll
          options={[
            { value: '', label: '全部', count: all },
            ...services.map(({ value, label }) => ({ value, label, count: first?.byService[value] ?? 0 })),
          ]}
          value={[chosen]}
          onTap={(value) => state.setState({ filter: poolFilter.withLine(filter, value) })}
        />
      }
      skeleton={<View />}
      empty={
        chosen || search
          ? { art: 'nothing-found', title: '这里没有客户', text: '换一个工种，或者换个词搜' }
          : { art: 'customers', title: '公海里没有客户', text: '放回来的、太久没人跟的客户会到这里' }
      }
    >
      {(card) => <PoolRow key={card.id} card={card} day={startOfDay(now)} />}
    </FilterList>
  )
}

function Quotas({ claims, views }: Pick<Page, 'claims' | 'views'>) {
  return (
    <View className="cp-quotas">
      <Quota text="今天还能领" {...claims} />
      <Quota text="还能细看" {...views} />
      <Tap className="cp-quotas__how" role="link" onTap={() => go('assignmentRules')}>
        怎么进公海的
        <Icon name="right" size="xs" />
      </Tap>
    </View>
  )
}

function Quota({ text, used, most }: { readonly text: string; readonly used: number; readonly most: number }) {
  const left = Math.max(0, most - used)
  return (
    <View className="cp-quota">
      <View className="cp-quota__top">
        <View>
          {text}
          {left}位
        </View>
        <View className="cp-quota__n">
          {used}/{most}
        </View>
      </View>
      <View className="cp-quota__track">
        <View className="cp-quota__fill" style={{ width: `${most > 0 ? Math.round((left / most) * 100) : 0}%` }} />
      </View>
    </View>
  )
}
