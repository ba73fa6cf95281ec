import { can } from '@qingpin/contract/core/policy'
import { useStore } from 'zustand'
import { api } from '@/app/api'
import { FilterList } from '@/app/filter-list/filter-list'
import { useListCount, useListPages, type ListPage, type ListSource } from '@/app/filter-list/list-query'
import { useSearch } from '@/app/filter-list/list-state'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { InfoBar } from '@/ui/info-bar'
import { PersonRowsSkeleton } from '@/ui/person-row'
import { LIST_KEY, type ResumeCard } from '../api'
import { queryOf, resumeFilter, WITHOUT_CONSENT, type ListQuery } from './filter'
import type { WorkerListStore } from './list-store'
import { ResumeRow } from './resume-row'
import { SORTS } from './sorts'
import './list.scss'

const { none, isFiltered } = resumeFilter

const resumes: ListSource<ListQuery, ListPage<ResumeCard>> = {
  key: LIST_KEY,
  fetch: async (query) => {
    const { items: cards, total, nextCursor } = await api('GET /api/resumes', { query })
    return [{ cards, total }, nextCursor]
  },
}

/** How many are unlisted without a recorded consent. It counts by itself: its answer draws one line, not the list anew. */
function UnlistedBar({ hidden, onTap }: { hidden: boolean; onTap: () => void }) {
  const count = useListCount(resumes, queryOf(WITHOUT_CONSENT, '', 'newest'), true) ?? 0
  if (hidden || count === 0) return null
  return <InfoBar icon="eye-off" text={`${count}位未上架：没有记录本人同意`} action={{ text: '看这些', onTap }} />
}

interface WorkerListProps {
  readonly state: WorkerListStore
}

/** All workers, as staff sees them: the page of a phone, and the pane of a desk. */
export function WorkerList({ state }: WorkerListProps) {
  const account = useAccount()
  const { filter, sort } = useStore(state)
  const search = useSearch(state)
  const filtered = isFiltered(filter)
  const list = useListPages(resumes, queryOf(filter, search, sort), !filtered && search === '' && sort === 'newest')
  const mayCreate = account !== undefined && can(account.role, 'resume:create')
  const create = () => go('resumeCreate')
  return (
    <FilterList
      title="阿姨简历"
      noun="阿姨"
      state={state}
      kind={resumeFilter}
      list={list}
      source={resumes}
      queryOf={(chosen) => queryOf(chosen, search, 'newest')}
      searchFor={{ text: '姓名、籍贯、尾号', large: '姓名、尾号' }}
      above={
        <UnlistedBar
          hidden={filter.listing[0] === 'no-consent'}
          onTap={() => state.setState({ typed: '', filter: WITHOUT_CONSENT })}
        />
      }
      total={(count) => `${count}位`}
      sorts={SORTS}
      add={mayCreate ? { label: '登记阿姨', onTap: create } : undefined}
      skeleton={<PersonRowsSkeleton waitsFor="正在取简历" />}
      empty={
        filtered || search
          ? {
              art: 'nothing-found',
              title: '没有找到',
              text: search ? '换个词，或者少选几项筛选' : '少选几项筛选试试',
              action: filtered
                ? { text: '清空筛选', onTap: () => state.setState({ filter: none }) }
                : { text: '清空搜索词', onTap: () => state.setState({ typed: '' }) },
            }
          : {
              art: 'cv',
              title: '还没有阿姨简历',
              text: '登记第一位阿姨，她就出现在这里',
              action: mayCreate ? { text: '登记阿姨', onTap: create } : undefined,
            }
      }
    >
      {(card) => <ResumeRow key={card.id} card={card} />}
    </FilterList>
  )
}
