import { View } from '@tarojs/components'
import { Icon } from './icon'
import './save-state.scss'

export type SaveStateProps =
  | { readonly state: 'saving' | 'local' | 'unsafe' }
  /** The time of day, e.g. 14:02. */
  | { readonly state: 'saved'; readonly time: string }

/** unsafe: neither the server nor this phone could keep it. */
const words = { saving: '正在保存', local: '存在本机', unsafe: '还没存上' } as const

/** Always at the same place, under the navigation bar. */
const icons = { saved: 'check', saving: 'refresh', local: 'wifi-off', unsafe: 'alert' } as const

export function SaveState(props: SaveStateProps) {
  const { state } = props
  return (
    <View className={`q-save q-save--${state}`} role="status">
      <Icon name={icons[state]} className="q-save__i" />
      <View>{props.state === 'saved' ? `已保存 ${props.time}` : words[props.state]}</View>
    </View>
  )
}
