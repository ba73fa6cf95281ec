import { View } from '@tarojs/components'
import { localMedia } from '@/platform/rtc/local-media'
import type { DeviceKind, DeviceState } from '@/platform/rtc/rtc.types'
import { Badge } from '@/ui/tag'
import { classNames } from '@/ui/class-names'
import { Icon, type IconName } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { useLocalMedia } from '../use-local-media'

interface ControlsProps {
  readonly unread: number
  readonly onShow: (what: 'chat' | 'people' | 'devices') => void
  readonly onLeave: () => void
}

const WORDS: Record<DeviceKind, Record<DeviceState, string>> = {
  mic: { on: '麦克风', off: '已静音', asking: '正在打开', denied: '没允许', missing: '没找到', busy: '被占用' },
  cam: { on: '摄像头', off: '已关', asking: '正在打开', denied: '没允许', missing: '没找到', busy: '被占用' },
}
const NAMES: Record<DeviceKind, string> = { mic: '麦克风', cam: '摄像头' }

/** Six round buttons; what is off stands on white, and leaving is red, last and apart. */
export function Controls({ unread, onShow, onLeave }: ControlsProps) {
  const local = useLocalMedia()
  const device = (kind: DeviceKind) => {
    const state = local[kind]
    const refused = state === 'denied' || state === 'missing' || state === 'busy'
    const act = state === 'on' ? '关上' : '打开'
    return {
      off: state !== 'on',
      bad: refused,
      text: WORDS[kind][state],
      label: refused ? `${NAMES[kind]}${WORDS[kind][state]}，看看怎么办` : `${act}${NAMES[kind]}`,
      onTap() {
        if (refused) onShow('devices')
        else if (state === 'on') localMedia.close(kind)
        else void localMedia.open(kind)
      },
    }
  }
  return (
    <View className="ir-bar">
      <Control icon={local.mic === 'on' ? 'mic' : 'mic-off'} {...device('mic')} />
      <Control icon={local.cam === 'on' ? 'video' : 'cam-off'} {...device('cam')} />
      <Control
        icon="flip"
        text="翻转"
        label="换前后摄像头"
        onTap={() => (local.cam === 'on' ? void localMedia.flip() : undefined)}
      />
      <Control icon="users" text="成员" label="看成员" onTap={() => onShow('people')} />
      <Control
        icon="message"
        text="打字"
        label={unread > 0 ? `打字，${unread}条没看` : '打字'}
        badge={unread}
        onTap={() => onShow('chat')}
      />
      <Control icon="hangup" text="离开" label="离开面试" end onTap={onLeave} />
    </View>
  )
}

interface ControlProps {
  readonly icon: IconName
  readonly text: string
  /** What a tap does. */
  readonly label: string
  readonly onTap: () => void
  readonly off?: boolean
  readonly bad?: boolean
  readonly end?: boolean
  readonly badge?: number
}

const Control = ({ icon, text, label, onTap, off = false, bad = false, end = false, badge = 0 }: ControlProps) => (
  <Tap className={classNames('ir-ctl', off && 'ir-ctl--off', end && 'ir-ctl--end')} onTap={onTap} label={label}>
    <View className="ir-ctl__round">
      <Icon name={icon} />
      {badge > 0 ? (
        <View className="ir-ctl__badge">
          <Badge count={badge} />
        </View>
      ) : null}
    </View>
    <View className={classNames('ir-ctl__text', bad && 'ir-ctl__text--bad')}>{text}</View>
  </Tap>
)
