import { useEffect, useRef, useState } from 'react'
import { useDebounced } from '@/app/use-debounced'
import { Chips } from '@/ui/chips'
import { FilterFrame, FilterGroup } from '@/ui/filter-frame'
import { useWorkerCount } from '../api'
import { GROUPS, NOTHING, queryOf, toggled, type Wanted } from './filter'

interface WantedSheetProps {
  readonly open: boolean
  readonly wanted: Wanted
  readonly keyword: string
  readonly onPick: (wanted: Wanted) => void
  readonly onClose: () => void
}

export function WantedSheet({ open, wanted, keyword, onPick, onClose }: WantedSheetProps) {
  const [chosen, setChosen] = useState(wanted)
  const latest = useRef(wanted)
  latest.current = wanted
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
      onClear={() => setChosen({ ...NOTHING, trade: chosen.trade })}
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
