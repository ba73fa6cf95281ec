import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { useDebounced } from '@/app/use-debounced'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Sheet } from '@/ui/sheet'
import { useCustomerCount } from './customer-pages'
import { GROUPS, NO_FILTER, toggled, type Asked, type Filter } from './filter'

export interface FilterSheetProps {
  readonly open: boolean
  /** Chip and search count along: the list that the button promises has them too. */
  readonly asked: Asked
  readonly onPick: (filter: Filter) => void
  readonly onClose: () => void
}

/** Nothing is applied until the button that says how many there are is tapped. */
export function FilterSheet({ open, asked, onPick, onClose }: FilterSheetProps) {
  const [chosen, setChosen] = useState(asked.filter)
  const latest = useRef(asked.filter)
  latest.current = asked.filter
  useEffect(() => {
    if (open) setChosen(latest.current)
  }, [open])
  const count = useCustomerCount({ ...asked, filter: useDebounced(chosen) }, open)
  const show = () => {
    onPick(chosen)
    onClose()
  }
  const footer = (
    <>
      <Button kind="plain" className="cl-filter__clear" onTap={() => setChosen(NO_FILTER)}>
        清空
      </Button>
      <Button grow onTap={show}>
        {sayCount(count)}
      </Button>
    </>
  )
  return (
    <Sheet open={open} title="筛选客户" onClose={onClose} footer={footer}>
      {GROUPS.map((group) => (
        <View className="cl-group" key={group.name}>
          <View className="cl-group__title">{group.title}</View>
          <Chips<string>
            ground="surface"
            many={group.many}
            options={group.options}
            value={chosen[group.name]}
            onTap={(value) => setChosen(toggled(chosen, group, value))}
          />
        </View>
      ))}
    </Sheet>
  )
}

const sayCount = (count: number | undefined) =>
  count === undefined ? '看结果' : count === 0 ? '没有这样的客户' : `看${count}位客户`
