import { View } from '@tarojs/components'
import type { ParticipantState } from '@qingpin/contract/interviews/interviews.enums'
import { useActions } from '@/app/use-action'
import { Screen } from '@/app/shell/screen'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import type { OpenTicket } from '../api'
import { DeviceCheck } from '../device-check'
import { participantApi } from '../participant-api'
import { dropParticipant, listensOnly, storeKnock } from '../stored-participant'
import { Head } from './head'

interface ComeBackProps {
  readonly ticket: string
  readonly opened: OpenTicket
  readonly known: NonNullable<OpenTicket['known']>
  readonly token: string
  readonly onEnter: (roomId: string) => void
  readonly onAnother: () => void
}

/** What happens to the place of this device when it comes back. */
const PLACE_WORDS: Partial<Record<ParticipantState, string>> = {
  admitted: '您的座位还在，点一下就回到里面。',
  waiting: '您还在门外等着，点一下接着等。',
  left: '点一下再敲门，邀请不会多用一次。',
  denied: '上次没有请您进去，点一下看看现在怎么样。',
}

/** Back to the place of this device in one tap, or away from it before the next person takes the device. */
export function ComeBack({ ticket, opened, known, token, onEnter, onAnother }: ComeBackProps) {
  const { roomId } = opened
  const back = participantApi(token)
  const { run, busy, problem } = useActions()
  const enter = () =>
    run(async () => {
      await back('POST /api/interview/guest/join', { body: { userName: known.name, roomId } })
      storeKnock(ticket, roomId)
      onEnter(roomId)
    })
  const leave = () =>
    run(async () => {
      await back('POST /api/interview/guest/leave', { body: {} })
      dropParticipant(roomId, 'guest')
      onAnother()
    })
  return (
    <Screen
      title="进入面试"
      foot={
        <FootBar
          below={
            <View className="ig-note">
              {opened.open ? `换个人，${known.name}的座位就让出来` : '这个邀请的人数用完了，换个人请主持人再发一个'}
            </View>
          }
        >
          {opened.open ? (
            <Button kind="plain" disabled={busy} onTap={() => void leave()}>
              换个人
            </Button>
          ) : null}
          <Button grow busy={busy} busyText="正在进去" onTap={() => void enter()}>
            {`接着用${known.name}进去`}
          </Button>
        </FootBar>
      }
    >
      <Head opened={opened} role={known.role} />
      <Card pad="rows" className="ig-card">
        <Row
          lead={<Avatar name={known.name} />}
          title={`这台设备上是${known.name}`}
          note={PLACE_WORDS[known.state] ?? PLACE_WORDS.left}
        />
      </Card>
      {problem ? <FieldError {...problem} /> : null}
      <View className="ig-card">
        <DeviceCheck ask={!listensOnly(roomId)} />
      </View>
    </Screen>
  )
}
