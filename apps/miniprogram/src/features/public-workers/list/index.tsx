import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { useStore } from 'zustand'
import { CallAgency } from '@/app/agency'
import { FilterList } from '@/app/filter-list/filter-list'
import { useListPages } from '@/app/filter-list/list-query'
import { useListState, useSearch } from '@/app/filter-list/list-state'
import { urlOf, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { useShare } from '@/platform/share'
import { PersonRowsSkeleton } from '@/ui/person-row'
import { publicWorkers } from '../api'
import { queryOf, workerFilter } from './filter'
import { WorkerRow } from './worker-row'

const { none, isFiltered } = workerFilter

/** The public list of workers. */
function Workers() {
  const { trade = '' } = useParams('workers')
  const known = JOB_TYPES.some(({ value }) => value === trade)
  const state = useListState({ typed: '', filter: { ...none, trade: known ? [trade] : [] }, sort: 'newest' })
  const filter = useStore(state, (now) => now.filter)
  const keyword = useSearch(state)
  const query = queryOf(filter, keyword)
  const list = useListPages(publicWorkers, query, Object.keys(query).length === 0)
  const [chosen] = filter.trade
  useShare({ title: '看看能来的阿姨', path: urlOf('workers', chosen ? { trade: chosen } : {}) })
  return (
    <FilterList
      title="找阿姨"
      noun="阿姨"
      state={state}
      kind={workerFilter}
      list={list}
      source={publicWorkers}
      queryOf={(some) => queryOf(some, keyword)}
      searchFor={{ text: '会做什么、老家在哪里', large: '会做什么' }}
      total={(count) => (count > 0 ? `${count}位阿姨` : '')}
      skeleton={<PersonRowsSkeleton waitsFor="正在取阿姨" />}
      empty={
        isFiltered(filter) || keyword
          ? {
              art: 'nothing-found',
              title: '没有找到',
              text: '少选几项，或者打电话说说您家的情况，我们替您找',
              action: { text: '看全部阿姨', onTap: () => state.setState({ filter: none, typed: '' }) },
            }
          : { art: 'customers', title: '还没有公开的阿姨', text: '打电话说说您家的情况，我们替您找' }
      }
      help={<CallAgency>打电话找阿姨</CallAgency>}
    >
      {(card) => <WorkerRow key={card.id} card={card} />}
    </FilterList>
  )
}

export default guardPage(Workers)
