import { can } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { PickOneSheet } from '@/ui/picker-sheet'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { PersonRowsSkeleton } from '@/ui/person-row'
import { Screen } from '@/app/shell/screen'
import { appliedWords, isFiltered, NO_FILTER, withoutExtras, withTrade, type Filter } from './filter'
import { FilterSheet } from './filter-sheet'
import { ListHead } from './list-head'
import { ResumeRow } from './resume-row'
import { useResumePages } from './resume-pages'
import { SORT_NAMES, SORTS, type SortName } from './sorts'
import { useDebounced } from '@/app/use-debounced'
import './list.scss'

export default function ResumeList() {
  const account = useAccount()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<Filter>(NO_FILTER)
  const [sort, setSort] = useState<SortName>('newest')
  const [open, setOpen] = useState<'filter' | 'sort'>()
  const search = useDebounced(typed).trim()
  const list = useResumePages({ filter, search, sort })
  const mayCreate = account !== undefined && can(account.role, 'resume:create')
  const create = () => go('resumeCreate')
  const close = () => setOpen(undefined)
  const filtered = isFiltered(filter)

  const head = (
    <>
      <ListHead
        search={typed}
        onSearch={setTyped}
        trades={filter.jobType}
        onTrade={(trade) => setFilter(withTrade(filter, trade))}
        total={list.data?.[0]?.total}
        sort={SORTS[sort].label}
        onSort={() => setOpen('sort')}
        applied={appliedWords(filter)}
        onFilter={() => setOpen('filter')}
        onClear={() => setFilter(withoutExtras(filter))}
        onCreate={mayCreate ? create : undefined}
      />
      <FilterSheet open={open === 'filter'} filter={filter} search={search} onPick={setFilter} onClose={close} />
      <PickOneSheet<SortName>
        open={open === 'sort'}
        title="排序"
        options={SORT_NAMES.map((value) => ({ value, label: SORTS[value].label, note: SORTS[value].note }))}
        value={sort}
        onPick={setSort}
        onClose={close}
      />
    </>
  )
  return (
    <Screen
      title="阿姨简历"
      pad={false}
      query={list}
      isEmpty={([first]) => first === undefined || first.total === 0}
      onEnd={list.loadMore}
      skeleton={<PersonRowsSkeleton waitsFor="正在取简历" />}
      head={head}
      empty={
        filtered || search
          ? {
              art: 'nothing-found',
              title: '没有找到',
              text: search ? '换个词，或者少选几项筛选' : '少选几项筛选试试',
              action: filtered
                ? { text: '清空筛选', onTap: () => setFilter(NO_FILTER) }
                : { text: '清空搜索词', onTap: () => setTyped('') },
            }
          : {
              art: 'cv',
              title: '还没有阿姨简历',
              text: '登记第一位阿姨，她就出现在这里',
              action: mayCreate ? { text: '登记阿姨', onTap: create } : undefined,
            }
      }
    >
      {(pages) => (
        <ListSheet>
          {pages
            .flatMap(({ cards }) => cards)
            .map((card) => (
              <ResumeRow key={card.id} card={card} />
            ))}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}
