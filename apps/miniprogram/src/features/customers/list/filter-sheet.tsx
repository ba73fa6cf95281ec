import { useEffect, useRef, useState } from 'react'
import { useDebounced } from '@/app/use-debounced'
import { Chips } from '@/ui/chips'
import { FilterFrame, FilterGroup } from '@/ui/filter-frame'
import { useCustomerCount } from './customer-pages'
import { GROUPS, NO_FILTER, toggled, type CustomerQuery, type Filter } from './filter'

export interface FilterSheetProps {
  readonly open: boolean
  /** Chip and search count along: the list that the button promises has them too. */
  readonly criteria: CustomerQuery
  readonly onPick: (filter: Filter) => void
  readonly onClose: () => void
}

export function FilterSheet({ open, criteria, onPick, onClose }: FilterSheetProps) {
  const [chosen, setChosen] = useState(criteria.filter)
  const latest = useRef(criteria.filter)
  latest.current = criteria.filter
  useEffect(() => {
    if (open) setChosen(latest.current)
  }, [open])
  const count = useCustomerCount({ ...criteria, filter: useDebounced(chosen) }, open)
  const show = () => {
    onPick(chosen)
    onClose()
  }
  return (
    <FilterFrame
      open={open}
      title="筛选客户"
      show={formatCount(count)}
      onShow={show}
      onClear={() => setChosen(NO_FILTER)}
      onClose={onClose}
    >
      {GROUPS.map((group) => (
        <FilterGroup key={group.name} title={group.title}>
          <Chips<string>
            ground="surface"
            many={group.many}
            options={group.options}
            value={chosen[group.name]}
            onTap={(value) => setChosen(toggled(chosen, group, value))}
          />
        </FilterGroup>
      ))}
    </FilterFrame>
  )
}

const formatCount = (count: number | undefined) =>
  count === undefined ? '看结果' : count === 0 ? '没有这样的客户' : `看${count}位客户`
