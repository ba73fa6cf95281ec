import { View } from '@tarojs/components'
import { ListSheet } from '@/ui/list-sheet'
import { Bone } from '@/ui/skeleton'

export function RowsSkeleton() {
  return (
    <ListSheet waitsFor="正在取简历">
      {[0, 1, 2, 3, 4].map((row) => (
        <View className="rl-row" key={row}>
          <View className="rl-row__bone" />
          <View className="rl-row__text rl-row__text--bones">
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
