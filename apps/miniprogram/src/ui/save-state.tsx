import { View } from '@tarojs/components'
import { Icon } from './icon'
import './save-state.scss'

export type SaveStateProps =
  | { readonly state: 'saving' | 'local' }
  /** The time of day, e.g. 14:02. */
  | { readonly state: 'saved'; readonly time: string }

/** Always at the same place, under the navigation bar. */
export function SaveState(props: SaveStateProps) {
  const { state } = props
  return (
    <View className={`q-save q-save--${state}`} role="status">
      <Icon name={state === 'saved' ? 'check' : state === 'local' ? 'wifi-off' : 'refresh'} className="q-save__i" />
      <View>{props.state === 'saved' ? `已保存 ${props.time}` : state === 'saving' ? '正在保存' : '存在本机'}</View>
    </View>
  )
}
