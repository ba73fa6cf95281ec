import { View } from '@tarojs/components'
import { Icon } from './icon'
import { IconButton } from './icon-button'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './notice-bar.scss'

export interface NoticeBarProps {
  readonly icon: IconName
  readonly text: string
  readonly action?: { readonly text: string; readonly onTap: () => void } | undefined
  readonly onClose?: (() => void) | undefined
}

/** Good to know and never urgent: full width under the navigation bar, and it goes away when told to. */
export function NoticeBar({ icon, text, action, onClose }: NoticeBarProps) {
  return (
    <View className="q-notice" role="status">
      <Icon name={icon} size="s" />
      <View className="q-notice__text">{text}</View>
      {action ? (
        <Tap className="q-notice__act" onTap={action.onTap}>
          {action.text}
        </Tap>
      ) : null}
      {onClose ? <IconButton icon="close" label="知道了" onTap={onClose} /> : null}
    </View>
  )
}
