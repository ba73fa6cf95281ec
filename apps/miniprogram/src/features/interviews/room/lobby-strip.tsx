import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { Avatar } from '@/ui/portrait'
import { Button } from '@/ui/button'
import type { Decide, Participant } from '../api'
import { formatWaited } from '../format-room'
import { useNow } from '../use-local-media'

/** A guest in the lobby, until the host has decided. */
export function LobbyStrip({
  participant,
  onDecide,
}: {
  readonly participant: Participant
  readonly onDecide: Decide
}) {
  const now = useNow()
  return (
    <View className="ir-lobby">
      <Avatar name={participant.name} size="m" />
      <View className="ir-lobby__text">
        <View className="ir-lobby__name">{participant.name}在门外</View>
        <View className="ir-lobby__note">
          {PARTICIPANT_ROLE_LABELS[participant.role]}，{participant.returned ? '您请到门外的，' : ''}
          {participant.online ? formatWaited(participant.since, now) : '连接中断'}
        </View>
      </View>
      <View className="ir-lobby__acts">
        <Button kind="plain" size="m" onTap={() => onDecide(participant, 'deny')} label={`拒绝${participant.name}`}>
          拒绝
        </Button>
        <Button size="m" onTap={() => onDecide(participant, 'admit')} label={`请${participant.name}进来`}>
          请进
        </Button>
      </View>
    </View>
  )
}
