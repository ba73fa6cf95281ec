import { LivePlayer, LivePusher, View } from '@tarojs/components'
import type { OwnPictureProps, PeerPictureProps } from './pictures.types'

const fill = { width: '100%', height: '100%' }

export const PeerPicture = ({ picture, className }: PeerPictureProps) => (
  <View className={className}>
    {picture?.src ? <LivePlayer src={picture.src} mode="RTC" autoplay objectFit="fillCrop" style={fill} /> : null}
  </View>
)

export const OwnPicture = ({ local, className }: OwnPictureProps) => (
  <View className={className}>
    <LivePusher
      url={local.picture?.src ?? ''}
      mode="RTC"
      autopush={Boolean(local.picture?.src)}
      enableCamera={local.cam === 'on'}
      enableMic={local.mic === 'on'}
      devicePosition={local.front ? 'front' : 'back'}
      localMirror="auto"
      style={fill}
    />
  </View>
)
