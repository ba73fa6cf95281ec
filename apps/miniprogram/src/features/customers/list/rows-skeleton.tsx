import { View } from '@tarojs/components'
import { ListSheet } from '@/ui/list-sheet'
import { Bone } from '@/ui/skeleton'

export function RowsSkeleton() {
  return (
    <ListSheet waitsFor="正在取客户">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <View className="cl-row" key={row}>
          <View className="cl-row__text cl-row__text--bones">
            <Bone width={48} height="m" />
            <Bone width={72} />
            <Bone width={60} />
          </View>
        </View>
      ))}
    </ListSheet>
  )
}
