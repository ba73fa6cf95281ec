import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import type { Knocking } from '../api'
import { formatKnock } from '../format-room'
import { useNow } from '../use-local-media'

interface WaitingCardProps {
  readonly knocking: readonly Knocking[]
  readonly onEnter: () => void
}

/** Whoever knocks while the host is not in the room; the door is opened inside. */
export function WaitingCard({ knocking, onEnter }: WaitingCardProps) {
  const now = useNow()
  return (
    <Card pad="rows" className="id-card">
      {knocking.map((one) => (
        <Row
          key={one.id}
          lead={<Avatar name={one.name} />}
          title={formatKnock(one, now)}
          note={PARTICIPANT_ROLE_LABELS[one.role]}
        />
      ))}
      <View className="id-door">
        <Button grow icon="video" onTap={onEnter}>
          进去开门
        </Button>
      </View>
    </Card>
  )
}
