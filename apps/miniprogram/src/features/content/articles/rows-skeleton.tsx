import { View } from '@tarojs/components'
import { ListSheet } from '@/ui/list-sheet'
import { Bone } from '@/ui/skeleton'

export function RowsSkeleton() {
  return (
    <ListSheet waitsFor="正在取文章">
      {[0, 1, 2, 3, 4].map((row) => (
        <View className="ar-row" key={row}>
          <View className="ar-row__text arl-bones">
            <Bone width={78} height="m" />
            <Bone width={94} />
            <Bone width={42} />
          </View>
          <View className="ar-row__cover arl-bone" />
        </View>
      ))}
    </ListSheet>
  )
}
