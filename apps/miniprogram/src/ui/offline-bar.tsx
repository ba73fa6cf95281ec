import { View } from '@tarojs/components'
import { Icon } from './icon'
import { Tap } from './tap'
import './offline-bar.scss'

export interface OfflineBarProps {
  /** What is kept, and how many: 网络断了，2条存在本机 */
  readonly text: string
  readonly action?: { readonly text: string; readonly onTap: () => void } | undefined
}

/** Full width below the navigation bar; moves the content down. */
export function OfflineBar({ text, action }: OfflineBarProps) {
  return (
    <View className="q-off" role="status">
      <Icon name="wifi-off" size="s" />
      <View className="q-off__text">{text}</View>
      {action ? (
        <Tap className="q-off__act" onTap={action.onTap}>
          {action.text}
        </Tap>
      ) : null}
    </View>
  )
}
