import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Tap } from '@/ui/tap'

interface StorePictureProps {
  readonly keeps: boolean
  readonly onKeep: (keeps: boolean) => void
}

/** A checkbox to store the picture; otherwise it is deleted. */
export function StorePicture({ keeps, onKeep }: StorePictureProps) {
  return (
    <Card>
      <Tap
        className={keeps ? 'ic-fact__tick ic-fact__tick--on' : 'ic-fact__tick'}
        role="checkbox"
        on={keeps}
        onTap={() => onKeep(!keeps)}
      >
        <View className="ic-fact__box">{keeps ? <Icon name="check" size="xs" /> : null}</View>
        <View className="ic-fact__text">
          <View className="ic-fact__value">把照片留作我的身份证照片</View>
          <View className="ic-fact__now">只有您和经办人能看，看过都有记录。不勾就删掉。</View>
        </View>
      </Tap>
    </Card>
  )
}
