import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import './steps.scss'

export interface StepsProps {
  /** The current step, from 1. */
  readonly at: number
  readonly of: number
  readonly aside?: ReactNode
}

export function Steps({ at, of, aside }: StepsProps) {
  return (
    <View className="q-steps">
      <View className="q-steps__bars">
        {Array.from({ length: of }, (_, index) => (
          <View key={index} className={classNames('q-steps__bar', index < at && 'q-steps__bar--done')} />
        ))}
      </View>
      <View className="q-steps__line">
        <View className="q-steps__words">
          第{at}步，共{of}步
        </View>
        {aside}
      </View>
    </View>
  )
}

export interface ProgressProps {
  readonly done: number
  readonly of: number
  /** e.g. 已处理 3/8 */
  readonly text: string
}

export function Progress({ done, of, text }: ProgressProps) {
  const percent = of > 0 ? Math.min(100, Math.round((done / of) * 100)) : 0
  return (
    <View className="q-progress">
      <View className="q-progress__track">
        <View className="q-progress__bar" style={{ width: `${percent}%` }} />
      </View>
      <View className="q-progress__text">{text}</View>
    </View>
  )
}
