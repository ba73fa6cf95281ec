import { ScrollView, View } from '@tarojs/components'
import { classNames } from './class-names'
import { Icon } from './icon'
import { Tap } from './tap'
import './chips.scss'

interface ChipOption<T extends string> {
  readonly value: T
  readonly label: string
  readonly count?: number | undefined
  /** A red dot: something in it is overdue. */
  readonly dot?: boolean | undefined
}

export interface ChipsProps<T extends string> {
  readonly options: readonly ChipOption<T>[]
  readonly value: readonly T[]
  readonly onTap: (value: T) => void
  /** One or several may be chosen; only what a screen reader says differs. */
  readonly many?: boolean
  /** What the chips lie on: the page, or a card or sheet. */
  readonly ground?: 'bg' | 'surface'
  /** One line that scrolls sideways, from edge to edge of the page. */
  readonly scroll?: boolean
  /** Applied filters: each carries a cross and a tap takes it away. */
  readonly removable?: boolean
}

export function Chips<T extends string>(props: ChipsProps<T>) {
  const { options, value, onTap, many = false, ground = 'bg', scroll = false, removable = false } = props
  const chips = options.map(({ value: one, label, count, dot }) => {
    const on = value.includes(one)
    return (
      <Tap
        key={one}
        className={classNames('q-chip', ground === 'surface' && 'q-chip--sunken', on && !removable && 'q-chip--on')}
        {...(removable ? { label: `去掉${label}` } : { role: many ? ('checkbox' as const) : ('radio' as const), on })}
        onTap={() => onTap(one)}
      >
        {dot ? <View className="q-chip__dot" /> : null}
        <View>{count === undefined ? label : `${label} ${count}`}</View>
        {removable ? <Icon name="close" size="xs" /> : null}
      </Tap>
    )
  })
  if (!scroll) return <View className="q-chips">{chips}</View>
  return (
    <ScrollView className="q-chips-scroll" scrollX enhanced showScrollbar={false}>
      <View className="q-chips q-chips--line">{chips}</View>
    </ScrollView>
  )
}
