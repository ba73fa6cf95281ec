import { useEffect, useRef, useState } from 'react'
import { useDebounced } from '@/app/use-debounced'
import { Chips } from '@/ui/chips'
import { FilterFrame, FilterGroup } from '@/ui/filter-frame'
import { useWorkerCount } from '../api'
import { GROUPS, NO_FILTER, queryOf, toggled, type Filter } from './filter'

interface FilterSheetProps {
  readonly open: boolean
  readonly filter: Filter
  readonly keyword: string
  readonly onPick: (filter: Filter) => void
  readonly onClose: () => void
}

export function FilterSheet({ open, filter, keyword, onPick, onClose }: FilterSheetProps) {
  const [chosen, setChosen] = useState(filter)
  const latest = useRef(filter)
  latest.current = filter
  useEffect(() => {
    if (open) setChosen(latest.current)
  }, [open])
  const count = useWorkerCount(queryOf(useDebounced(chosen), keyword), open)
  const show = () => {
    onPick(chosen)
    onClose()
  }
  return (
    <FilterFrame
      open={open}
      title="筛选阿姨"
      show={count === undefined ? '看结果' : count === 0 ? '没有这样的阿姨' : `看${count}位阿姨`}
      onShow={show}
      onClear={() => setChosen({ ...NO_FILTER, trade: chosen.trade })}
      onClose={onClose}
    >
      {GROUPS.map(({ name, title, options }) => (
        <FilterGroup key={name} title={title}>
          <Chips<string>
            ground="surface"
            options={options}
            value={[chosen[name]]}
            onTap={(value) => setChosen(toggled(chosen, name, value))}
          />
        </FilterGroup>
      ))}
    </FilterFrame>
  )
}
