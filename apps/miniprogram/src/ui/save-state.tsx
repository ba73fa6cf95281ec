import { View } from '@tarojs/components'
import { Icon } from './icon'
import './save-state.scss'

export type SaveStateProps =
  | { readonly state: 'saving' | 'local' | 'unsafe' }
  /** The time of day, e.g. 14:02. */
  | { readonly state: 'saved'; readonly time: string }

/** unsafe: neither the server nor this phone could keep it. */
const words = { saving: '正在保存', local: '存在本机', unsafe: '还没存上' } as const

const icons = { saved: 'check', saving: 'refresh', local: 'wifi-off', unsafe: 'alert' } as const

/**
 * Always in the same position, below the navigation bar. It changes with the first typed letter, so each state is only
 * an icon and a word: each class that changes costs the phone another path of setData.
 */
export function SaveState(props: SaveStateProps) {
  const { state } = props
  return (
    <View className="q-save" role="status">
      <Icon name={icons[state]} className={`q-save__i q-save__i--${state}`} />
      <View className="q-save__words">{props.state === 'saved' ? `已保存 ${props.time}` : words[props.state]}</View>
    </View>
  )
}
