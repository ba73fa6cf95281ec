import { View } from '@tarojs/components'
import { classNames } from './class-names'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'
import './icon-button.scss'

export interface IconButtonProps {
  readonly icon: IconName
  /** Said by a screen reader, e.g. 返回. */
  readonly label: string
  readonly onTap: () => void
  /** plain: bare icon; box: white square of 44 as beside a search box; fill: the accent square. */
  readonly kind?: 'plain' | 'box' | 'fill'
  readonly tone?: 'ink' | 'accent' | undefined
  /** A dot, or a number of things that wait. */
  readonly badge?: boolean | number | undefined
  readonly disabled?: boolean | undefined
}

export function IconButton({ icon, label, onTap, kind = 'plain', tone, badge, disabled }: IconButtonProps) {
  const className = classNames(
    'q-icb',
    `q-icb--${kind}`,
    tone === 'accent' && 'q-icb--accent',
    disabled && 'q-icb--off',
  )
  return (
    <Tap className={className} label={label} onTap={onTap} disabled={disabled}>
      <Icon name={icon} />
      {badge === true ? <View className="q-icb__dot" /> : null}
      {typeof badge === 'number' && badge > 0 ? <View className="q-icb__count">{badge}</View> : null}
    </Tap>
  )
}
