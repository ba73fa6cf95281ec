import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { usePane } from '@/app/shell/pane'
import { Screen, type ScreenProps } from '@/app/shell/screen'
import { ListEnd } from '@/ui/list-end'
import { ListSheet } from '@/ui/list-sheet'
import { PickOneSheet } from '@/ui/picker-sheet'
import type { InfiniteQuery } from '../infinite'
import { FilterSheet, type FilterSheetProps } from './filter-sheet'
import { ListHead, type ListHeadProps } from './list-head'
import type { ListPage, Query } from './list-query'

/** An order of a list, in words, and what comes first in it. */
interface Sort {
  readonly label: string
  readonly note: string
}

interface FilterListProps<N extends string, S extends string, Q extends Query, P extends ListPage<unknown>>
  extends
    Pick<ListHeadProps<N, S>, 'state' | 'kind' | 'searchFor' | 'above' | 'line'>,
    Pick<FilterSheetProps<N, Q>, 'noun' | 'unit' | 'source' | 'queryOf'>,
    Pick<ScreenProps<readonly P[]>, 'title' | 'tab' | 'skeleton' | 'empty' | 'help' | 'foot' | 'bar'> {
  readonly list: InfiniteQuery<P>
  readonly add?: ListHeadProps<N, S>['add']
  /** Said of the number of all matches. */
  readonly total: (count: number) => string
  /** In the order in which they are offered; absent where the list has one order. */
  readonly sorts?: Readonly<Record<S, Sort>>
  readonly children: (card: P['cards'][number]) => ReactNode
}

/** A list that can be searched, filtered and sorted, with its sheets, its four states and its end. */
export function FilterList<N extends string, S extends string, Q extends Query, P extends ListPage<unknown>>(
  props: FilterListProps<N, S, Q, P>,
) {
  const { state, kind, list, noun, total, sorts, children } = props
  const { filter, sort } = useStore(state, (now) => now)
  const [open, setOpen] = useState<'filter' | 'sort'>()
  const close = () => setOpen(undefined)
  const Column = usePane()?.Filters
  const count = list.data?.[0]?.total
  const head = (
    <>
      <ListHead
        state={state}
        kind={kind}
        searchFor={props.searchFor}
        total={count === undefined ? '' : total(count)}
        sort={sorts?.[sort].label}
        add={props.add}
        above={props.above}
        line={props.line}
        onSort={() => setOpen('sort')}
        onFilter={() => setOpen('filter')}
      />
      {Column ? (
        <Column
          groups={kind.groups}
          filter={filter}
          onTap={(name, value) => state.setState({ filter: kind.toggled(filter, name as N, value) })}
          onClear={() => state.setState({ filter: kind.none })}
        />
      ) : null}
      <FilterSheet
        open={open === 'filter'}
        noun={noun}
        unit={props.unit}
        kind={kind}
        filter={filter}
        source={props.source}
        queryOf={props.queryOf}
        onPick={(chosen) => state.setState({ filter: chosen })}
        onClose={close}
      />
      {sorts ? (
        <PickOneSheet<S>
          open={open === 'sort'}
          title="排序"
          options={(Object.keys(sorts) as S[]).map((value) => ({
            value,
            label: sorts[value].label,
            note: sorts[value].note,
          }))}
          value={sort}
          onPick={(next) => state.setState({ sort: next })}
          onClose={close}
        />
      ) : null}
    </>
  )
  return (
    <Screen
      title={props.title}
      tab={props.tab ?? false}
      pad={false}
      query={list}
      isEmpty={([first]) => first === undefined || first.total === 0}
      onEnd={list.loadMore}
      skeleton={props.skeleton}
      bar={props.bar}
      head={head}
      empty={props.empty}
      foot={props.foot}
      help={props.help}
    >
      {(pages) => (
        <ListSheet>
          {pages.flatMap(({ cards }) => cards).map(children)}
          <ListEnd list={list} />
        </ListSheet>
      )}
    </Screen>
  )
}
