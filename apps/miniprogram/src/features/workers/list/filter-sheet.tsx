import { useEffect, useRef, useState } from 'react'
import { Chips } from '@/ui/chips'
import { FilterFrame, FilterGroup } from '@/ui/filter-frame'
import { GROUPS, NO_FILTER, toggled, type Filter, type GroupName } from './filter'
import { useResumeCount } from './resume-pages'
import { useDebounced } from '@/app/use-debounced'

export interface FilterSheetProps {
  readonly open: boolean
  readonly filter: Filter
  /** Counts along: the list that the button promises is searched too. */
  readonly search: string
  readonly onPick: (filter: Filter) => void
  readonly onClose: () => void
}

export function FilterSheet({ open, filter, search, onPick, onClose }: FilterSheetProps) {
  const [chosen, setChosen] = useState(filter)
  const latest = useRef(filter)
  latest.current = filter
  useEffect(() => {
    if (open) setChosen(latest.current)
  }, [open])
  const count = useResumeCount({ filter: useDebounced(chosen), search }, open)
  const show = () => {
    onPick(chosen)
    onClose()
  }
  const tap = (name: GroupName) => (value: string) => setChosen(toggled(chosen, name, value))
  return (
    <FilterFrame
      open={open}
      title="筛选阿姨"
      show={formatCount(count)}
      onShow={show}
      onClear={() => setChosen(NO_FILTER)}
      onClose={onClose}
    >
      {GROUPS.map(({ name, title, options, pick }) => (
        <FilterGroup key={name} title={title}>
          <Chips<string>
            ground="surface"
            many={pick !== 'one'}
            options={options}
            value={chosen[name]}
            onTap={tap(name)}
          />
        </FilterGroup>
      ))}
    </FilterFrame>
  )
}

const formatCount = (count: number | undefined) =>
  count === undefined ? '看结果' : count === 0 ? '没有这样的阿姨' : `看${count}位阿姨`
