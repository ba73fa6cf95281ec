import { startOfDay } from '@qingpin/contract/core/days'
import { useListPages } from '@/app/filter-list/list-query'
import { useParams } from '@/app/pages'
import { invalidate } from '@/app/query'
import { useServerDay } from '@/app/clock'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { View } from '@tarojs/components'
import { LIST_KEY, type ListQuery } from '../api'
import { customerSource, RowsSkeleton } from '../list/customer-list'
import { CustomerRow } from '../list/customer-row'
import '../list/list.scss'

const FILTERS = [
  'due',
  'assignedTo',
  'reached',
  'leadSource',
  'contractStatus',
  'serviceCategory',
  'createdStartDate',
  'createdEndDate',
] as const

/** The customers that a number of the team counts. */
function CustomerSubset() {
  const { title, ...params } = useParams('customerSubset')
  const chosen = Object.fromEntries(FILTERS.flatMap((name) => (params[name] ? [[name, params[name]]] : [])))
  const order = params.due ? ({ sortBy: 'nextFollowUpAt', sortOrder: 'asc' } as const) : {}
  const list = useListPages(customerSource, { ...chosen, ...order } as ListQuery, false)
  const now = useServerDay(() => invalidate(LIST_KEY))
  const total = list.data?.[0]?.total
  return (
    <Screen
      title={title ?? '客户'}
      pad={false}
      query={list}
      isEmpty={([first]) => first === undefined || first.total === 0}
      onEnd={list.loadMore}
      skeleton={<RowsSkeleton />}
      head={<View className="cl-count">{total === undefined ? '' : `${total}位`}</View>}
      empty={{ art: 'nothing-found', title: '这里没有客户了', text: '数过以后有人跟了、改了或者转走了' }}
    >
      {(pages) => (
        <ListSheet>
          {pages
            .flatMap(({ cards }) => cards)
            .map((card) => (
              <CustomerRow key={card.id} card={card} owned day={startOfDay(now)} />
            ))}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}

export default guardPage(CustomerSubset)
