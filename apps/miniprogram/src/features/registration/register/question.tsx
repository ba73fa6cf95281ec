import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface QuestionProps {
  readonly title: string
  readonly note?: string
  readonly children: ReactNode
}

/** The question of a step with its input. */
export function Question({ title, note, children }: QuestionProps) {
  return (
    <View className="reg-q">
      <View className="reg-q__title">{title}</View>
      {note ? <View className="reg-q__note">{note}</View> : null}
      <View className="reg-q__answer">{children}</View>
    </View>
  )
}
