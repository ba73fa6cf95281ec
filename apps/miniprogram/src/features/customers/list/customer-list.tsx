import { startOfDay } from '@qingpin/contract/core/days'
import { useServerDay } from '@/app/clock'
import { invalidate } from '@/app/query'
import { can } from '@qingpin/contract/core/policy'
import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { useStore } from 'zustand'
import { api } from '@/app/api'
import { FilterList } from '@/app/filter-list/filter-list'
import { useListPages, type ListPage, type ListSource } from '@/app/filter-list/list-query'
import { useSearch } from '@/app/filter-list/list-state'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { View } from '@tarojs/components'
import { Chips } from '@/ui/chips'
import { ListSheet } from '@/ui/list-sheet'
import { Bone } from '@/ui/skeleton'
import { LIST_KEY, type CustomerCard, type CustomerCounts, type ListQuery } from '../api'
import { CustomerRow } from './customer-row'
import { chipsOf, customerFilter, queryOf, type Chip, type CustomerQuery } from './filter'
import { customerList } from './filter-store'
import { WorkBar } from '../work-bar'
import { Owners } from './owners'
import { PoolList } from './pool-list'
import { SORTS } from './sorts'
import { useSelection } from './use-selection'
import './list.scss'

interface CustomerPage extends ListPage<CustomerCard> {
  readonly counts: CustomerCounts
}

export const customerSource: ListSource<ListQuery, CustomerPage> = {
  key: LIST_KEY,
  fetch: async (query) => {
    const { customers: cards, total, counts, nextCursor } = await api('GET /api/customers/miniprogram/list', { query })
    return [{ cards, total, counts }, nextCursor]
  },
}

/** The customers tab of staff: those with an owner, or the public pool. */
export function CustomerList() {
  const pool = useStore(customerList, (state) => state.pool)
  return pool ? <PoolList /> : <OwnedList />
}

function OwnedList() {
  const account = useAccount()
  const { mine, chip, filter, sort } = useStore(customerList)
  const search = useSearch(customerList)
  const team = account !== undefined && customerScope(account.role) !== 'assigned'
  const criteria: CustomerQuery = { filter, chip, search, sort, owner: team && mine ? account.id : undefined }
  const query = queryOf(criteria)
  const list = useListPages(customerSource, query, Object.keys(query).length === 2 && sort === 'plan')
  const now = useServerDay(() => invalidate(LIST_KEY))
  const counts = list.data?.[0]?.counts
  const { ids, start, toggle, foot } = useSelection()
  const mayAssign = account !== undefined && can(account.role, 'customer:assign')
  const mayCreate = account !== undefined && can(account.role, 'customer:create')
  const narrowed = chip !== '' || search !== '' || customerFilter.isFiltered(filter)
  const showAll = () => customerList.setState({ chip: '', filter: customerFilter.none, typed: '' })
  return (
    <FilterList
      tab
      title="客户"
      noun="客户"
      state={customerList}
      kind={customerFilter}
      list={list}
      source={customerSource}
      queryOf={(chosen) => queryOf({ ...criteria, filter: chosen })}
      searchFor={{ text: '姓名、手机尾号', large: '姓名、尾号' }}
      total={(count) => `${count}位`}
      sorts={SORTS}
      add={mayCreate ? { label: '录客户', onTap: () => go('customerCreate') } : undefined}
      bar={<WorkBar />}
      above={<Owners counts={counts} query={query} onSelect={mayAssign && !ids ? start : undefined} />}
      foot={foot}
      line={
        <Chips<Chip>
          scroll
          options={chipsOf(counts, chip, list.data?.[0]?.total)}
          value={[chip]}
          onTap={(value) => customerList.setState({ chip: value === chip ? '' : value })}
        />
      }
      skeleton={<RowsSkeleton />}
      empty={
        narrowed
          ? { art: 'nothing-found', ...formatNobody(chip, search), action: { text: '看全部客户', onTap: showAll } }
          : {
              art: 'customers',
              title: '还没有客户',
              text: '分到您名下的客户会排在这里',
              action: { text: '看阿姨简历', onTap: () => go('resumes') },
            }
      }
    >
      {(card) => (
        <CustomerRow
          key={card.id}
          card={card}
          owned={team && !mine}
          day={startOfDay(now)}
          selected={ids?.includes(card.id)}
          onSelect={ids ? toggle : undefined}
        />
      )}
    </FilterList>
  )
}

function formatNobody(chip: string, search: string) {
  if (search) return { title: '没有找到', text: '换个名字，或者手机号的后四位' }
  if (chip === 'overdue') return { title: '没有逾期的', text: '该跟的都跟到了' }
  if (chip === 'today') return { title: '今天没有要跟的', text: '可以看看还没联系的' }
  if (chip === 'assigned') return { title: '没有新分给您的', text: '同事分给您、还没联系的会排在这里' }
  if (chip === 'recycling') return { title: '没有快回公海的', text: '一天内要回公海的会先排在这里' }
  if (chip === 'unassigned') return { title: '没有等着分配的', text: '没有负责人的客户会排在这里' }
  if (chip === 'risk') return { title: '没有风险客户', text: '提醒过几次还没人跟的会排在这里' }
  if (chip === 'silent' || chip === 'escalated') return { title: '提醒过的都跟了', text: '太久没跟的会排在这里' }
  return { title: '这里没有客户', text: '换一个状态，或者少选几项筛选' }
}

export function RowsSkeleton() {
  return (
    <ListSheet waitsFor="正在取客户">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <View className="cl-row" key={row}>
          <View className="cl-row__text cl-row__text--bones">
            <Bone width={48} height="m" />
            <Bone width={72} />
            <Bone width={60} />
          </View>
        </View>
      ))}
    </ListSheet>
  )
}
