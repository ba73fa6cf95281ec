import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { Avatar } from '@/ui/portrait'
import { Button } from '@/ui/button'
import { Row } from '@/ui/row'
import { Sheet } from '@/ui/sheet'
import type { Participant, RoomView } from '../api'

interface PeopleSheetProps {
  readonly open: boolean
  readonly view: RoomView
  /** Asks how a guest is to leave. */
  readonly onRemove: (guest: Participant) => void
  readonly onInvite: () => void
  readonly onClose: () => void
}

const noteOf = ({ role, mic, online, state }: Participant) => {
  const now = state === 'waiting' ? '在门外' : online ? (mic ? '麦克风开着' : '已静音') : '连接中断'
  return `${PARTICIPANT_ROLE_LABELS[role]}，${now}`
}

export function PeopleSheet({ open, view, onRemove, onInvite, onClose }: PeopleSheetProps) {
  const host = view.me.role === 'host'
  return (
    <Sheet
      open={open}
      title="成员"
      onClose={onClose}
      footer={
        host ? (
          <Button grow icon="link" onTap={onInvite}>
            邀请
          </Button>
        ) : undefined
      }
    >
      <View>
        <Row
          lead={<Avatar name={view.me.name} size="s" />}
          title={`${view.me.name}（我）`}
          note={PARTICIPANT_ROLE_LABELS[view.me.role]}
        />
        {view.others.map((participant) => (
          <Row
            key={participant.id}
            lead={<Avatar name={participant.name} size="s" />}
            title={participant.name}
            note={noteOf(participant)}
            trail={
              host && participant.state === 'admitted' ? (
                <Button kind="danger" size="s" label={`请${participant.name}离开`} onTap={() => onRemove(participant)}>
                  请离开
                </Button>
              ) : undefined
            }
          />
        ))}
      </View>
    </Sheet>
  )
}
