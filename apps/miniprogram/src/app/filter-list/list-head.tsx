import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { CARE_FROM, useAppearance } from '@/app/appearance'
import { InBar } from '@/app/shell/pane'
import { Chips } from '@/ui/chips'
import { CountLine } from '@/ui/count-line'
import { IconButton } from '@/ui/icon-button'
import { SearchBox } from '@/ui/search-box'
import type { FilterKind } from './filter'
import type { ListStore } from './list-state'
import './filter-list.scss'

export interface ListHeadProps<N extends string, S extends string> {
  readonly state: ListStore<N, S>
  readonly kind: FilterKind<N>
  /** What can be searched for, and as much of it as fits large type. */
  readonly searchFor: { readonly text: string; readonly large: string }
  /** How many there are, in words; empty while that is not known. */
  readonly total: string
  /** The order of the list, in words; absent where there is only one. */
  readonly sort: string | undefined
  /** Adds one to the list; absent where the person may not. */
  readonly add: { readonly label: string; readonly onTap: () => void } | undefined
  readonly above?: ReactNode
  /** Instead of the filter's own line. */
  readonly line?: ReactNode
  readonly onSort: () => void
  readonly onFilter: () => void
}

/** Above a list: search, filter, one line of chips, and how many there are in which order. */
export function ListHead<N extends string, S extends string>(props: ListHeadProps<N, S>) {
  const { state, kind, searchFor, total, sort, add, above, line, onSort, onFilter } = props
  const { typed, filter } = useStore(state, (now) => now)
  const large = useAppearance(({ scale }) => scale >= CARE_FROM)
  const applied = kind.words(filter)
  return (
    <View>
      {above ? (
        <InBar side="start">
          <View className="fl-above">{above}</View>
        </InBar>
      ) : null}
      <InBar side="end">
        <View className="fl-tools">
          <SearchBox
            placeholder={large ? searchFor.large : searchFor.text}
            value={typed}
            onInput={(words) => state.setState({ typed: words })}
          />
          <IconButton kind="box" icon="filter" label="筛选" badge={applied.length} onTap={onFilter} />
          {add ? <IconButton kind="fill" icon="plus" {...add} /> : null}
        </View>
      </InBar>
      <View className="fl-line">{line ?? <FilterLine state={state} kind={kind} />}</View>
      <CountLine
        total={total}
        {...(sort === undefined ? {} : { sort, onSort })}
        applied={applied}
        onClear={() => state.setState({ filter: kind.lineOnly(filter) })}
      />
    </View>
  )
}

/** One group in a line, one of it at a time. */
function FilterLine<N extends string, S extends string>({ state, kind }: Pick<ListHeadProps<N, S>, 'state' | 'kind'>) {
  const filter = useStore(state, (now) => now.filter)
  if (!kind.line) return null
  const { name, options } = kind.line
  return (
    <Chips<string>
      scroll
      options={[{ value: '', label: '全部' }, ...options]}
      value={filter[name].length > 0 ? filter[name] : ['']}
      onTap={(value) => state.setState({ filter: kind.withLine(filter, value) })}
    />
  )
}
