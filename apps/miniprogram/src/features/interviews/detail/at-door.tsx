import { View } from '@tarojs/components'
import { SEAT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import type { Knocking } from '../api'
import { sayKnocking } from '../say-room'
import { useNow } from '../use-local-media'

interface AtDoorProps {
  readonly knocking: readonly Knocking[]
  readonly onEnter: () => void
}

/** Whoever knocks while the host is not in the room; the door is opened inside. */
export function AtDoor({ knocking, onEnter }: AtDoorProps) {
  const now = useNow()
  return (
    <Card pad="rows" className="id-card">
      {knocking.map((one) => (
        <Row
          key={one.id}
          lead={<Avatar name={one.name} />}
          title={sayKnocking(one, now)}
          note={SEAT_ROLE_LABELS[one.role]}
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
