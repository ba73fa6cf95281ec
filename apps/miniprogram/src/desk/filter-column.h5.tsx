import { View } from '@tarojs/components'
import { createContext, useContext } from 'react'
import { createPortal } from 'react-dom'
import type { PaneFiltersProps } from '@/app/shell/pane.types'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'

/** The column before the list. */
export const FilterHost = createContext<Element | null>(null)

/** All filters of a list, beside it: each choice narrows the list at once. */
export function FilterColumn({ groups, filter, onTap, onClear }: PaneFiltersProps) {
  const host = useContext(FilterHost)
  if (!host) return null
  const any = groups.some(({ name }) => (filter[name] ?? []).length > 0)
  return createPortal(
    <>
      {groups.map(({ name, title, options }) => (
        <View key={name} className="desk-filter" role="group" ariaLabel={title}>
          <View className="desk-filter__title">{title}</View>
          {options.map(({ value, label }) => {
            const on = (filter[name] ?? []).includes(value)
            return (
              <Tap key={value} className="desk-filter__one" role="checkbox" on={on} onTap={() => onTap(name, value)}>
                <View className={classNames('desk-filter__box', on && 'desk-filter__box--on')}>
                  {on ? <Icon name="check" size="xs" /> : null}
                </View>
                <View className="desk-filter__label">{label}</View>
              </Tap>
            )
          })}
        </View>
      ))}
      {any ? (
        <Tap className="desk-filter__clear" onTap={onClear}>
          清空
        </Tap>
      ) : null}
    </>,
    host,
  )
}
