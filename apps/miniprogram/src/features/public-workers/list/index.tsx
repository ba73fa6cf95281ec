import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { useState } from 'react'
import { CallAgency } from '@/app/agency'
import { urlOf, useParams } from '@/app/pages'
import { useDebounced } from '@/app/use-debounced'
import { useShare } from '@/platform/share'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { PersonRowsSkeleton } from '@/ui/person-row'
import { Screen } from '@/app/shell/screen'
import { useWorkers } from '../api'
import { WorkerRow } from './worker-row'
import { WorkersHead } from './workers-head'
import { FilterSheet } from './filter-sheet'
import { isFiltered, NO_FILTER, queryOf, type Filter, withTrade, wordsOf } from './filter'
import './list.scss'

/** Workers whom everybody may see, for families who look around before they call. */
export default function Workers() {
  const { trade = '' } = useParams('workers')
  const known = JOB_TYPES.some(({ value }) => value === trade)
  const [filter, setFilter] = useState<Filter>({ ...NO_FILTER, trade: known ? trade : '' })
  const [typed, setTyped] = useState('')
  const [choosing, setChoosing] = useState(false)
  const keyword = useDebounced(typed).trim()
  const list = useWorkers(queryOf(filter, keyword))
  useShare({ title: '看看能来的阿姨', path: urlOf('workers', filter.trade ? { trade: filter.trade } : {}) })
  const clear = () => {
    setFilter(NO_FILTER)
    setTyped('')
  }
  const head = (
    <>
      <WorkersHead
        search={typed}
        onSearch={setTyped}
        trade={filter.trade}
        onTrade={(one) => setFilter(withTrade(filter, one))}
        total={list.data?.[0]?.total}
        applied={wordsOf(filter)}
        onFilter={() => setChoosing(true)}
        onClear={() => setFilter({ ...NO_FILTER, trade: filter.trade })}
      />
      <FilterSheet
        open={choosing}
        filter={filter}
        keyword={keyword}
        onPick={setFilter}
        onClose={() => setChoosing(false)}
      />
    </>
  )
  return (
    <Screen
      title="找阿姨"
      pad={false}
      query={list}
      isEmpty={([first]) => first === undefined || first.total === 0}
      onEnd={list.loadMore}
      skeleton={<PersonRowsSkeleton waitsFor="正在取阿姨" />}
      head={head}
      empty={
        isFiltered(filter) || keyword
          ? {
              art: 'nothing-found',
              title: '没有找到',
              text: '少选几项，或者打电话说说您家的情况，我们替您找',
              action: { text: '看全部阿姨', onTap: clear },
            }
          : { art: 'customers', title: '还没有公开的阿姨', text: '打电话说说您家的情况，我们替您找' }
      }
      help={<CallAgency>打电话找阿姨</CallAgency>}
    >
      {(pages) => (
        <ListSheet>
          {pages
            .flatMap(({ cards }) => cards)
            .map((card) => (
              <WorkerRow key={card.id} card={card} />
            ))}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}
