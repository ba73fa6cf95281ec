import { View } from '@tarojs/components'
import type { LineState } from '@/app/events/watch-topic'
import { CallAgency } from '@/app/agency'
import { go } from '@/app/pages'
import { localMedia } from '@/platform/rtc/local-media'
import { Art } from '@/ui/art'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Screen } from '@/app/shell/screen'
import type { RoomView } from '../api'
import { DeviceCheck } from '../device-check'
import { listensOnly } from '../stored-participant'
import { formatWaited, formatWhen, formatWhoSees } from '../format-room'
import { useNow } from '../use-local-media'

interface LobbyProps {
  readonly view: RoomView
  readonly line: LineState
  readonly onLeave: () => void
}

function wordsOf({ room, me, hostHere, position }: RoomView, now: number): { title: string; words: string } {
  if (room.state === 'scheduled') {
    const when = room.scheduledAt ? `${formatWhen(Date.parse(room.scheduledAt), now)}开始，` : ''
    return { title: '面试还没开始', words: `${when}${room.hostName}来了就请您进去。` }
  }
  if (me.returned) {
    return {
      title: `${room.hostName}请您先到门外等一下`,
      words: '面试还没结束，现在里面看不到也听不到您。再请您进去时，这里会自己打开。',
    }
  }
  const before = position > 1 ? `您前面还有${position - 1}位。` : ''
  return { title: '已经敲了门', words: formatWhoSees(room.hostName, hostHere) + before }
}

/** What a guest sees in the lobby: whether the host is notified, and how many guests wait before. */
export function Lobby({ view, line, onLeave }: LobbyProps) {
  const now = useNow()
  const { room, me } = view
  const leave = () => {
    localMedia.stop()
    onLeave()
    go('home')
  }
  const { title, words } = wordsOf(view, now)
  return (
    <Screen
      title={room.title}
      onBack={leave}
      foot={
        <FootBar below={<CallAgency>打电话问</CallAgency>}>
          <Button kind="plain" grow onTap={leave}>
            先不等了
          </Button>
        </FootBar>
      }
    >
      <View className="ir-wait">
        <Art name="interviews" />
        <View className="ir-wait__title">{title}</View>
        <View className="ir-wait__text">{words}</View>
        <View className="ir-wait__text ir-wait__text--faint">
          {line === 'connecting'
            ? '网络断了一下，正在重连，位置给您留着'
            : `${me.name}，${formatWaited(me.since, now)}`}
        </View>
      </View>
      <DeviceCheck ask={!listensOnly(room.roomId)} />
    </Screen>
  )
}
