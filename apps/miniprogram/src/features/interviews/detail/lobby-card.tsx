import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import type { Waiting } from '../api'
import { formatKnock } from '../format-room'
import { useNow } from '../use-local-media'

interface LobbyCardProps {
  readonly waiting: readonly Waiting[]
  readonly onEnter: () => void
}

/** The guests in the lobby, for a host who is not inside, where they are admitted. */
export function LobbyCard({ waiting, onEnter }: LobbyCardProps) {
  const now = useNow()
  return (
    <Card pad="rows" className="id-card">
      {waiting.map((one) => (
        <Row
          key={one.id}
          lead={<Avatar name={one.name} />}
          title={formatKnock(one, now)}
          note={PARTICIPANT_ROLE_LABELS[one.role]}
        />
      ))}
      <View className="id-lobby">
        <Button grow icon="video" onTap={onEnter}>
          进去开门
        </Button>
      </View>
    </Card>
  )
}
