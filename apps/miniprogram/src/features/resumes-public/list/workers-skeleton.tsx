import { View } from '@tarojs/components'
import { ListSheet } from '@/ui/list-sheet'
import { Bone } from '@/ui/skeleton'

export function WorkersSkeleton() {
  return (
    <ListSheet waitsFor="正在取阿姨">
      {[0, 1, 2, 3, 4].map((row) => (
        <View className="pl-row" key={row}>
          <View className="pl-row__bone" />
          <View className="pl-row__text pl-row__text--bones">
            <Bone width={62} height="m" />
            <Bone width={44} />
            <Bone width={78} />
            <Bone width={50} height="m" />
          </View>
        </View>
      ))}
    </ListSheet>
  )
}
