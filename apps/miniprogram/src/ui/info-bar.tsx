import { View } from '@tarojs/components'
import { Icon } from './icon'
import { IconButton } from './icon-button'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './info-bar.scss'

export interface InfoBarProps {
  readonly icon: IconName
  readonly text: string
  readonly action?: { readonly text: string; readonly onTap: () => void } | undefined
  readonly onClose?: (() => void) | undefined
}

/** For information that is not urgent: full width below the navigation bar, and it can be closed. */
export function InfoBar({ icon, text, action, onClose }: InfoBarProps) {
  return (
    <View className="q-info-bar" role="status">
      <Icon name={icon} size="s" />
      <View className="q-info-bar__text">{text}</View>
      {action ? (
        <Tap className="q-info-bar__act" onTap={action.onTap}>
          {action.text}
        </Tap>
      ) : null}
      {onClose ? <IconButton icon="close" label="知道了" onTap={onClose} /> : null}
    </View>
  )
}
