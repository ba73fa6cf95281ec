import { useEffect, useRef, useState } from 'react'
import { Chips } from '@/ui/chips'
import { FilterFrame, FilterGroup } from '@/ui/filter-frame'
import { useDebounced } from '../use-debounced'
import type { Filter, FilterKind } from './filter'
import { useListCount, type ListPage, type ListSource, type Query } from './list-query'

export interface FilterSheetProps<N extends string, Q extends Query> {
  readonly open: boolean
  /** The people in the list: 阿姨, 客户. */
  readonly noun: string
  /** Counts it; people by default. */
  readonly unit?: string
  readonly kind: FilterKind<N>
  readonly filter: Filter<N>
  readonly source: ListSource<Q, ListPage<unknown>>
  /** What the list would ask for with this filter: all that narrows it counts along. */
  readonly queryOf: (filter: Filter<N>) => Q
  readonly onPick: (filter: Filter<N>) => void
  readonly onClose: () => void
}

/** Chooses without effect on the list until the button that says how many there are is tapped. */
export function FilterSheet<N extends string, Q extends Query>(props: FilterSheetProps<N, Q>) {
  const { open, noun, unit = '位', kind, filter, source, queryOf, onPick, onClose } = props
  const [chosen, setChosen] = useState(filter)
  const latest = useRef(filter)
  latest.current = filter
  useEffect(() => {
    if (open) setChosen(latest.current)
  }, [open])
  const count = useListCount(source, queryOf(useDebounced(chosen)), open)
  const show = () => {
    onPick(chosen)
    onClose()
  }
  return (
    <FilterFrame
      open={open}
      title={`筛选${noun}`}
      show={count === undefined ? '看结果' : count === 0 ? `没有这样的${noun}` : `看${count}${unit}${noun}`}
      onShow={show}
      onClear={() => setChosen(kind.sheetCleared(chosen))}
      onClose={onClose}
    >
      {kind.groups.map(({ name, title, options, pick }) => (
        <FilterGroup key={name} title={title}>
          <Chips<string>
            ground="surface"
            many={pick !== 'one'}
            options={options}
            value={chosen[name]}
            onTap={(value) => setChosen(kind.toggled(chosen, name, value))}
          />
        </FilterGroup>
      ))}
    </FilterFrame>
  )
}
