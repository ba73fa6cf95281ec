import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './foot-bar.scss'

export interface FootBarProps {
  /** One Button, or two of which one grows. */
  readonly children: ReactNode
  /** A quiet line under the buttons, e.g. a text Button that calls the agency. */
  readonly below?: ReactNode
}

/** What goes into Screen's foot. */
export function FootBar({ children, below }: FootBarProps) {
  return (
    <>
      <View className="q-footbar">{children}</View>
      {below ? <View className="q-footbar__below">{below}</View> : null}
    </>
  )
}
