import { View } from '@tarojs/components'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'

interface CellProps {
  readonly text: string
  readonly label: string
  readonly on: boolean
  /** Both cells of the line may be on. */
  readonly many: boolean
  readonly onTap: () => void
}

/** One of two values of a field; an empty one cannot be chosen. */
export function Cell({ text, label, on, many, onTap }: CellProps) {
  if (text === '') return <View className="mg-cell mg-cell--none">没填</View>
  return (
    <Tap
      className={classNames('mg-cell', on && 'mg-cell--on')}
      role={many ? 'checkbox' : 'radio'}
      on={on}
      label={label}
      onTap={onTap}
    >
      <View className={classNames('mg-mark', on && 'mg-mark--on')}>{on ? <Icon name="check" size="xs" /> : null}</View>
      <View className="mg-cell__text">{text}</View>
    </Tap>
  )
}

export const Tip = ({ children }: { readonly children: string }) => (
  <View className="mg-tip">
    <Icon name="info" size="xs" />
    <View className="mg-tip__text">{children}</View>
  </View>
)
