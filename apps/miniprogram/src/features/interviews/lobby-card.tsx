import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import type { Waiting } from './api'
import { formatKnock } from './format-room'
import { useNow } from './use-local-media'
import './lobby-card.scss'

interface LobbyCardProps<G> {
  readonly waiting: readonly G[]
  /** Where the guests wait at several rooms: opens the room of one. */
  readonly onOpen?: (guest: G) => void
  /** On the page of a room: enters it. */
  readonly onEnter?: () => void
}

/** The guests in lobbies, for a host who is not inside, where they are admitted. */
export function LobbyCard<G extends Waiting & { readonly roomName?: string }>(props: LobbyCardProps<G>) {
  const { waiting, onOpen, onEnter } = props
  const now = useNow()
  return (
    <Card pad="rows" className="lobby-card">
      {waiting.map((one) => (
        <Row
          key={one.id}
          lead={<Avatar name={one.name} />}
          title={formatKnock(one, now)}
          note={[PARTICIPANT_ROLE_LABELS[one.role], one.roomName].filter(Boolean).join('，')}
          onTap={onOpen && (() => onOpen(one))}
        />
      ))}
      {onEnter ? (
        <View className="lobby-card__enter">
          <Button grow icon="video" onTap={onEnter}>
            进去开门
          </Button>
        </View>
      ) : null}
    </Card>
  )
}
