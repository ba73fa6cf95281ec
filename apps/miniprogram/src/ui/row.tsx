import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './row.scss'

export interface RowProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly value?: ReactNode
  readonly icon?: IconName | undefined
  /** Instead of an icon: a picture, a number, a time. */
  readonly lead?: ReactNode
  /** Right of the value: a switch, a button. Then there is no chevron. */
  readonly trail?: ReactNode
  readonly onTap?: (() => void) | undefined
  /** The chevron says that a page opens; set false for rows that act. */
  readonly opens?: boolean
  readonly danger?: boolean
  readonly label?: string | undefined
  readonly current?: boolean | undefined
}

export function Row({ title, note, value, icon, lead, trail, onTap, opens = true, danger, label, current }: RowProps) {
  const inside = (
    <>
      {icon ? <Icon name={icon} size="s" className="q-row__icon" /> : null}
      {lead}
      <View className="q-row__text">
        <View className="q-row__main">
          <View className="q-row__title">{title}</View>
          {note ? <View className="q-row__note">{note}</View> : null}
        </View>
        {value !== undefined && value !== '' ? <View className="q-row__value">{value}</View> : null}
      </View>
      {trail}
      {onTap && opens && !trail ? <Icon name="right" size="s" className="q-row__go" /> : null}
    </>
  )
  const className = classNames('q-row', icon && 'q-row--icon', danger && 'q-row--danger')
  if (!onTap) return <View className={className}>{inside}</View>
  return (
    <Tap className={className} onTap={onTap} label={label} current={current}>
      {inside}
    </Tap>
  )
}
