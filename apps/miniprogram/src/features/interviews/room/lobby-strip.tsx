import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { useAction } from '@/app/use-action'
import { Avatar } from '@/ui/portrait'
import { Button } from '@/ui/button'
import type { Decide, Participant } from '../api'
import { formatWaited } from '../format-room'
import { useNow } from '../use-local-media'

interface LobbyStripProps {
  readonly participant: Participant
  readonly onDecide: Decide
  readonly showError: (error: unknown) => undefined
}

/** A guest in the lobby, until the host has decided. */
export function LobbyStrip({ participant, onDecide, showError }: LobbyStripProps) {
  const now = useNow()
  // Each guest has an action of its own, so that two can be admitted at once.
  const deciding = useAction(onDecide, { problemOf: showError })
  const decide = (decision: 'admit' | 'deny') => void deciding.run(participant, decision)
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
        <Button
          kind="plain"
          size="m"
          disabled={deciding.busy}
          onTap={() => decide('deny')}
          label={`拒绝${participant.name}`}
        >
          拒绝
        </Button>
        <Button
          size="m"
          busy={deciding.running?.[1] === 'admit'}
          onTap={() => decide('admit')}
          label={`请${participant.name}进来`}
        >
          请进
        </Button>
      </View>
    </View>
  )
}
