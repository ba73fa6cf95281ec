import { View } from '@tarojs/components'
import { classNames } from './class-names'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './option-card.scss'

export interface OptionCardProps {
  readonly title: string
  readonly note?: string | undefined
  readonly icon?: IconName | undefined
  readonly on: boolean
  readonly onTap: () => void
  readonly many?: boolean
}

/** A big choice: one question a page, answered with the thumb. */
export function OptionCard({ title, note, icon, on, onTap, many = false }: OptionCardProps) {
  return (
    <Tap className={classNames('q-opt', on && 'q-opt--on')} role={many ? 'checkbox' : 'radio'} on={on} onTap={onTap}>
      {icon ? (
        <View className="q-opt__pic">
          <Icon name={icon} className="q-opt__icon" />
        </View>
      ) : null}
      <View className="q-opt__text">
        <View className="q-opt__title">{title}</View>
        {note ? <View className="q-opt__note">{note}</View> : null}
      </View>
      <View className={classNames('q-opt__mark', many && 'q-opt__mark--many')}>
        {on ? <Icon name="check" className="q-opt__tick" /> : null}
      </View>
    </Tap>
  )
}
