import { View } from '@tarojs/components'
import type { MovedEvent } from '@qingpin/contract/interviews/participant.events'
import { go } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { formatTime } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon-names'
import { classNames } from '@/ui/class-names'
import type { RoomView } from '../api'
import type { Participation } from './use-participation'

interface Words {
  /** The other side, in a title. */
  readonly there: string
  readonly icon: IconName
  readonly here: string
  readonly hereIcon: IconName
  readonly text: string
}

const KIND_WORDS: Record<MovedEvent['kind'], { readonly word: string; readonly icon: IconName }> = {
  phone: { word: '手机', icon: 'cell' },
  tablet: { word: '平板', icon: 'monitor' },
  computer: { word: '电脑', icon: 'monitor' },
  unknown: { word: '别的设备', icon: 'monitor' },
}

function wordsOf(to: Participation['movedTo'], name: string): Words {
  if (to === 'tab') {
    const text = '您在另一个标签页进了同一间房，声音和画面都在那边。'
    return { there: '另一个标签页', icon: 'video', here: '这一页', hereIcon: 'video', text }
  }
  const { word, icon } = KIND_WORDS[to?.kind ?? 'unknown']
  const when = to ? `${formatTime(to.at, Date.now())}，` : ''
  const where = to && to.kind !== 'unknown' ? to.device : '别的设备'
  const text = `${when}您在${where}里用${name}的身份进了同一间房。`
  return { there: word, icon, here: '这台设备', hereIcon: 'cell', text }
}

/** The participant goes on in another tab or on another device; one tap brings it back. */
export function Elsewhere({ state, view }: { readonly state: Participation; readonly view: RoomView }) {
  const { me, room, others } = view
  const { there, icon, here, hereIcon, text } = wordsOf(state.movedTo, me.name)
  const inside = others.filter((one) => one.state === 'admitted').map((one) => one.name)
  const away = () => go(me.role === 'host' ? 'interviews' : 'home')
  return (
    <Screen
      title={room.title}
      dark
      onBack={away}
      foot={
        <FootBar
          below={
            <View className="ir-else__links">
              {me.role === 'host' && state.movedTo !== 'tab' ? (
                <Button kind="text" onTap={() => go('devices')}>
                  不是我本人
                </Button>
              ) : null}
              <Button kind="text" onTap={away}>
                {`就用${there}`}
              </Button>
            </View>
          }
        >
          <Button grow onTap={state.continueHere}>
            在这里继续
          </Button>
        </FootBar>
      }
    >
      <View className="ir-else">
        <View className="ir-else__pair">
          <Device icon={hereIcon} words={[here, '已退出']} />
          <Icon name="right" />
          <Device icon={icon} words={[there, '正在面试']} on />
        </View>
        <View className="ir-else__title">{`面试转到${there}上了`}</View>
        <View className="ir-else__text">{text}</View>
        <Card pad="rows">
          <View className="ir-else__row">
            <Icon name="mic-off" size="s" />
            <View>这里的麦克风和摄像头已经关了</View>
          </View>
          <View className="ir-else__row">
            <Icon name="users" size="s" />
            <View>{inside.length > 0 ? `房间没断，${inside.join('、')}还在` : '房间没断'}</View>
          </View>
        </Card>
        <View className="ir-else__note">{`点“在这里继续”，${there}那边会退出。`}</View>
      </View>
    </Screen>
  )
}

interface DeviceProps {
  readonly icon: IconName
  readonly words: readonly string[]
  readonly on?: boolean
}

const Device = ({ icon, words, on = false }: DeviceProps) => (
  <View className={classNames('ir-else__device', on && 'ir-else__device--on')}>
    <View className="ir-else__ring">
      <Icon name={icon} />
    </View>
    {words.map((line) => (
      <View key={line}>{line}</View>
    ))}
  </View>
)
