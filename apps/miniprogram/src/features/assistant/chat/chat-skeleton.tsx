import { View } from '@tarojs/components'
import { Bone } from '@/ui/skeleton'

/** A question and its answer, before they are there. */
export function ChatSkeleton() {
  return (
    <View className="chat" role="status" ariaLabel="正在取对话">
      <View className="chat__me chat__me--bones">
        <Bone width={100} height="m" />
      </View>
      <View className="answer">
        <Bone width={30} height="m" />
        <View className="answer__wait">
          <View className="answer__bone" />
          <View className="answer__bone" />
          <View className="answer__bone answer__bone--short" />
        </View>
      </View>
    </View>
  )
}
