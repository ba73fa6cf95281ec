import { View } from '@tarojs/components'
import { Bone, Skeleton } from '@/ui/skeleton'
import './detail-skeleton.scss'

export function DetailSkeleton() {
  return (
    <View role="status" ariaLabel="正在取简历">
      <View className="rd-bones">
        <View className="rd-bones__photo" />
        <View className="rd-bones__head">
          <Bone width={44} height="l" />
          <Bone width={62} />
          <Bone width={100} height="l" />
        </View>
      </View>
      <View className="rd-bones__cards">
        <Skeleton rows={2} />
      </View>
    </View>
  )
}
