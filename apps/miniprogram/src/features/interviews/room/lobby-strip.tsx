import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { Avatar } from '@/ui/portrait'
import { Button } from '@/ui/button'
import type { Seat } from '../api'
import { formatWaited } from '../format-room'
import { useNow } from '../use-local-media'
import type { Decide } from './inside'

/** Somebody at the door; stays until the host has answered. */
export function LobbyStrip({ seat, onDecide }: { readonly seat: Seat; readonly onDecide: Decide }) {
  const now = useNow()
  return (
    <View className="ir-lobby">
      <Avatar name={seat.name} size="m" />
      <View className="ir-lobby__text">
        <View className="ir-lobby__name">{seat.name}在门外</View>
        <View className="ir-lobby__note">
          {PARTICIPANT_ROLE_LABELS[seat.role]}，{seat.online ? formatWaited(seat.since, now) : '连接中断'}
        </View>
      </View>
      <View className="ir-lobby__acts">
        <Button kind="plain" size="m" onTap={() => onDecide(seat.id, 'deny')} label={`拒绝${seat.name}`}>
          拒绝
        </Button>
        <Button size="m" onTap={() => onDecide(seat.id, 'admit')} label={`请${seat.name}进来`}>
          请进
        </Button>
      </View>
    </View>
  )
}
