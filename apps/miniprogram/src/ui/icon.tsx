import { View } from '@tarojs/components'
import { classNames } from './class-names'
import type { IconName } from './icon-names'
import './icon.scss'

export type { IconName }

export interface IconProps {
  readonly name: IconName
  /** 24 alone, 18 in a button or line, 14 in small text. */
  readonly size?: 'm' | 's' | 'xs' | undefined
  readonly className?: string | undefined
}

export function Icon({ name, size = 'm', className }: IconProps) {
  return <View className={classNames('q-i', `q-i-${name}`, size !== 'm' && `q-i--${size}`, className)} />
}
