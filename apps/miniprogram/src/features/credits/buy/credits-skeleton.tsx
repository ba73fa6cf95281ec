import { View } from '@tarojs/components'
import { Bone } from '@/ui/skeleton'

/** In the shape of balance, packages and prices. */
export function CreditsSkeleton() {
  return (
    <View className="q-skel" role="status" ariaLabel="正在取内容">
      <View className="q-skel__card">
        <View className="q-skel__lines">
          <Bone width={20} />
          <Bone width={38} height="l" />
        </View>
      </View>
      <View className="buy-packs">
        {[0, 1, 2].map((index) => (
          <View className="buy-pack" key={index}>
            <Bone width={60} height="m" />
            <Bone width={40} />
          </View>
        ))}
      </View>
    </View>
  )
}
