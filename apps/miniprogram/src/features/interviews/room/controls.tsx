import { View } from '@tarojs/components'
import { localMedia } from '@/platform/rtc/local-media'
import type { DeviceKind } from '@/platform/rtc/rtc.types'
import { Badge } from '@/ui/tag'
import { classNames } from '@/ui/class-names'
import { Icon, type IconName } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { useLocalMedia } from '../use-local-media'

interface ControlsProps {
  readonly unread: number
  readonly host: boolean
  readonly onShow: (what: 'chat' | 'people') => void
  readonly onLeave: () => void
}

const toggle = (kind: DeviceKind, on: boolean) => (on ? localMedia.close(kind) : void localMedia.open(kind))

/** Six round buttons; what is off stands on white, and leaving is red, last and apart. */
export function Controls({ unread, onShow, onLeave }: ControlsProps) {
  const local = useLocalMedia()
  const [mic, cam] = [local.mic === 'on', local.cam === 'on']
  return (
    <View className="ir-bar">
      <Control
        icon={mic ? 'mic' : 'mic-off'}
        text={mic ? '麦克风' : '已静音'}
        off={!mic}
        onTap={() => toggle('mic', mic)}
      />
      <Control
        icon={cam ? 'video' : 'cam-off'}
        text={cam ? '摄像头' : '已关'}
        off={!cam}
        onTap={() => toggle('cam', cam)}
      />
      <Control icon="flip" text="翻转" onTap={() => (cam ? void localMedia.flip() : undefined)} />
      <Control icon="users" text="成员" onTap={() => onShow('people')} />
      <Control icon="message" text="打字" badge={unread} onTap={() => onShow('chat')} />
      <Control icon="hangup" text="离开" end onTap={onLeave} />
    </View>
  )
}

interface ControlProps {
  readonly icon: IconName
  readonly text: string
  readonly onTap: () => void
  readonly off?: boolean
  readonly end?: boolean
  readonly badge?: number
}

const Control = ({ icon, text, onTap, off = false, end = false, badge = 0 }: ControlProps) => (
  <Tap className={classNames('ir-ctl', off && 'ir-ctl--off', end && 'ir-ctl--end')} onTap={onTap} label={text}>
    <View className="ir-ctl__round">
      <Icon name={icon} />
      {badge > 0 ? (
        <View className="ir-ctl__badge">
          <Badge count={badge} />
        </View>
      ) : null}
    </View>
    <View className="ir-ctl__text">{text}</View>
  </Tap>
)
