import { View } from '@tarojs/components'
import { Bone } from '@/ui/skeleton'

export function HomeSkeleton() {
  return (
    <View className="home q-skel" role="status" ariaLabel="正在取首页">
      <View className="home-hero home-bone" />
      <View className="home-needs">
        {[0, 1, 2].map((need) => (
          <View className="home-need home-bones" key={need}>
            <Bone width={48} height="l" />
            <Bone width={64} />
          </View>
        ))}
      </View>
    </View>
  )
}
