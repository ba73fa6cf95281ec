import { View } from '@tarojs/components'
import './seal.scss'

/** Stands first in everything that the AI wrote, until a person has rewritten it. */
export function Seal() {
  return <View className="q-seal">AI 生成</View>
}
