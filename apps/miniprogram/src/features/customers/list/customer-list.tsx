import { customerScope } from '@qingpin/contract/customers/customers.policy'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { useDebounced } from '@/app/use-debounced'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { PickOneSheet } from '@/ui/picker-sheet'
import { Screen } from '@/app/shell/screen'
import { useCustomerPages } from './customer-pages'
import { CustomerRow } from './customer-row'
import { appliedWords, NO_FILTER, type CustomerQuery } from './filter'
import { FilterSheet } from './filter-sheet'
import { ListHead } from './list-head'
import { SORT_NAMES, SORTS, type SortName } from './sorts'
import { useCustomerFilter, setCustomerFilter } from './filter-store'
import { View } from '@tarojs/components'
import { Bone } from '@/ui/skeleton'
import './list.scss'

/** Staff's customers, as a tab. */
export function CustomerList() {
  const account = useAccount()
  const { mine, chip, filter, sort, words } = useCustomerFilter()
  const [open, setOpen] = useState<'filter' | 'sort'>()
  const search = useDebounced(words).trim()
  const team = account !== undefined && customerScope(account.role) !== 'assigned'
  const criteria: CustomerQuery = { filter, chip, search, sort, owner: team && mine ? account.id : undefined }
  const list = useCustomerPages(criteria)
  const close = () => setOpen(undefined)
  const narrowed = chip !== '' || search !== '' || appliedWords(filter).length > 0

  const head = (
    <>
      <ListHead part={list.data?.[0]} team={team} onSort={() => setOpen('sort')} onFilter={() => setOpen('filter')} />
      <FilterSheet
        open={open === 'filter'}
        criteria={criteria}
        onPick={(next) => setCustomerFilter({ filter: next })}
        onClose={close}
      />
      <PickOneSheet<SortName>
        open={open === 'sort'}
        title="排序"
        options={SORT_NAMES.map((value) => ({ value, label: SORTS[value].label, note: SORTS[value].note }))}
        value={sort}
        onPick={(next) => setCustomerFilter({ sort: next })}
        onClose={close}
      />
    </>
  )
  const showAll = () => setCustomerFilter({ chip: '', filter: NO_FILTER, words: '' })
  return (
    <Screen
      tab
      title="客户"
      pad={false}
      query={list}
      isEmpty={([first]) => first === undefined || first.total === 0}
      onEnd={list.loadMore}
      skeleton={<RowsSkeleton />}
      head={head}
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
      {(parts) => (
        <ListSheet>
          {parts
            .flatMap(({ cards }) => cards)
            .map((card) => (
              <CustomerRow key={card.id} card={card} owned={team && !mine} />
            ))}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}

function formatNobody(chip: string, search: string) {
  if (search) return { title: '没有找到', text: '换个名字，或者手机号的后四位' }
  if (chip === 'overdue') return { title: '没有逾期的', text: '该跟的都跟到了' }
  if (chip === 'today') return { title: '今天没有要跟的', text: '可以看看还没联系的' }
  return { title: '这里没有客户', text: '换一个状态，或者少选几项筛选' }
}

function RowsSkeleton() {
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
