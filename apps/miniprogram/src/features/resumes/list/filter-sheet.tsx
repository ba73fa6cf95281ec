import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Sheet } from '@/ui/sheet'
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

/** Nothing is applied until the button that says how many there are is tapped. */
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
  const footer = (
    <>
      <Button kind="plain" className="rl-filter__clear" onTap={() => setChosen(NO_FILTER)}>
        清空
      </Button>
      <Button grow onTap={show}>
        {sayCount(count)}
      </Button>
    </>
  )
  return (
    <Sheet open={open} title="筛选阿姨" onClose={onClose} footer={footer}>
      {GROUPS.map(({ name, title, options, pick }) => (
        <View className="rl-group" key={name}>
          <View className="rl-group__title">{title}</View>
          <Chips<string>
            ground="surface"
            many={pick !== 'one'}
            options={options}
            value={chosen[name]}
            onTap={tap(name)}
          />
        </View>
      ))}
    </Sheet>
  )
}

const sayCount = (count: number | undefined) =>
  count === undefined ? '看结果' : count === 0 ? '没有这样的阿姨' : `看${count}位阿姨`
