import { View } from '@tarojs/components'
import type { LineState } from '@/app/events'
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

/** What a guest sees in the lobby: whether the host is notified, and how many guests wait before. */
export function Lobby({ view, line, onLeave }: LobbyProps) {
  const now = useNow()
  const { room, me, position } = view
  const leave = () => {
    localMedia.stop()
    onLeave()
    go('home')
  }
  const planned = room.state === 'scheduled'
  const title = planned ? '面试还没开始' : '已经敲了门'
  const when = room.scheduledAt ? `${formatWhen(Date.parse(room.scheduledAt), now)}开始，` : ''
  const words = planned
    ? `${when}${room.hostName}来了就请您进去。`
    : `${formatWhoSees(room.hostName, view.hostHere)}${position > 1 ? `您前面还有${position - 1}位。` : ''}`
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
