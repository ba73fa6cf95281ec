import { View } from '@tarojs/components'
import './ai-badge.scss'

/** Stands first in everything that the AI wrote, until a person has rewritten it. */
export function AiBadge() {
  return <View className="q-ai-badge">AI 生成</View>
}
