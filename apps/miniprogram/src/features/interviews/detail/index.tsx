import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { type ReactNode, useEffect, useState } from 'react'
import { api } from '@/app/api'
import { backOrGo, go, useParams } from '@/app/pages'
import { mutate } from '@/app/query'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { readError } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { Switch } from '@/ui/switch'
import { openRoomBesides, type Room, ROOMS_KEY, useRoom } from '../api'
import { WaitingCard } from './lobby-card'
import { useKnocking } from './use-knocking'
import { EndOtherDialog } from '../end-other-dialog'
import { Inviting, type InviteStep } from '../inviting'
import { formatInvite, formatRoomTime, formatWhen } from '../format-room'
import './detail.scss'

export default function InterviewDetail() {
  const { roomId = '' } = useParams('interviewDetail')
  const room = useRoom(roomId)
  const [step, setStep] = useState<InviteStep>(undefined)
  const [besides, setBesides] = useState<Room | undefined>(undefined)
  const [problem, setProblem] = useState('')
  const ended = room.data?.room.state === 'ended'
  const nobody = room.data !== undefined && !room.data.invites.some(({ open }) => open)
  const knocking = useKnocking(roomId, room.data !== undefined && !ended)
  const { refetch } = room
  const who = knocking.map(({ id }) => id).join()
  // An invitation was used: its line says how often.
  useEffect(() => {
    if (who) void refetch()
  }, [who, refetch])
  const enter = () => {
    setBesides(undefined)
    backOrGo('interviewRoom', { roomId })
  }
  // Only a room that was planned opens by entering, and ends the other one by that.
  const wantEnter = async () => {
    setProblem('')
    if (room.data?.room.state !== 'scheduled') return enter()
    try {
      const other = await openRoomBesides(roomId)
      if (other) setBesides(other)
      else enter()
    } catch (error) {
      setProblem(readError(error).title)
    }
  }
  return (
    <Screen
      title="视频面试"
      query={room}
      foot={
        ended ? undefined : (
          <FootBar>
            {nobody ? (
              <Button grow icon="link" onTap={() => setStep('role')}>
                邀请对方
              </Button>
            ) : null}
            <Button
              kind={nobody || who ? 'plain' : 'primary'}
              grow={!nobody}
              icon="video"
              onTap={() => void wantEnter()}
            >
              进入房间
            </Button>
          </FootBar>
        )
      }
    >
      {(data) => (
        <>
          <Details {...data} onStep={setStep} problem={problem} onProblem={setProblem}>
            {knocking.length > 0 ? <WaitingCard knocking={knocking} onEnter={() => void wantEnter()} /> : null}
          </Details>
          <Inviting
            talk={{ ...data.room, title: data.room.roomName }}
            step={step}
            onStep={setStep}
            onProblem={setProblem}
          />
          <EndOtherDialog other={besides} onConfirm={enter} onCancel={() => setBesides(undefined)} />
        </>
      )}
    </Screen>
  )
}

type Detail = NonNullable<ReturnType<typeof useRoom>['data']>

interface DetailsProps extends Detail {
  readonly problem: string
  /** Between the head and all the rest: what cannot wait. */
  readonly children: ReactNode
  readonly onStep: (step: InviteStep) => void
  readonly onProblem: (text: string) => void
}

function Details({ room, invites, problem, children, onStep, onProblem }: DetailsProps) {
  const now = Date.now()
  const [ending, setEnding] = useState(false)
  const params = { roomId: room.roomId }
  const attempt = async (run: () => Promise<unknown>) => {
    onProblem('')
    try {
      await mutate(run, { touch: [ROOMS_KEY] })
    } catch (error) {
      onProblem(readError(error).title)
    }
  }
  const setDoor = (knocking: boolean) =>
    void attempt(() => api('POST /api/interview/rooms/{roomId}/public-join', { params, body: { knocking } }))
  const end = () => {
    setEnding(false)
    void attempt(() => api('POST /api/interview/rooms/{roomId}/end', { params }))
  }
  const ended = room.state === 'ended'
  return (
    <View>
      <View className="id-head">
        <View className="id-head__title">{room.roomName}</View>
        <View className="id-head__note">
          {room.hostName}主持，{formatRoomTime(room, now)}
        </View>
        {room.candidateName && !room.resumeId ? (
          <View className="id-head__note">应聘人 {room.candidateName}</View>
        ) : null}
      </View>
      {children}
      {room.resumeId || room.customerId ? <About room={room} /> : null}
      {ended ? null : (
        <Card pad="rows" title="邀请" className="id-card" more={{ text: '新邀请', onTap: () => onStep('role') }}>
          {invites.map((one) => (
            <Row
              key={one.id}
              icon={one.open ? 'link' : 'lock'}
              title={PARTICIPANT_ROLE_LABELS[one.role]}
              note={formatInvite(one, now)}
              onTap={one.open ? () => onStep(one) : undefined}
            />
          ))}
          {invites.length === 0 ? (
            <Row icon="link" title="还没有邀请" note="每种身份一个链接，点开后等您请进来，不用登录" />
          ) : null}
          <Row
            title="没有邀请也能敲门"
            note={room.knocking ? '知道房间号就能来敲门，您请了才进来。请谁离开后会自动关上' : '只有拿着邀请的人能来'}
            trail={<Switch label="没有邀请也能敲门" on={room.knocking} onChange={setDoor} />}
          />
        </Card>
      )}
      {room.participants.length > 0 ? (
        <Card pad="rows" title="来过的人" className="id-card">
          {room.participants.map((person) => (
            <Row
              key={person.userId}
              icon="user"
              title={person.userName}
              note={PARTICIPANT_ROLE_LABELS[person.identity]}
              value={formatWhen(Date.parse(person.joinedAt), now)}
            />
          ))}
        </Card>
      ) : null}
      {problem ? <FieldError text={problem} /> : null}
      {ended ? null : (
        <View className="id-end">
          <Button kind="danger" onTap={() => setEnding(true)}>
            结束面试
          </Button>
        </View>
      )}
      <Dialog
        open={ending}
        title="结束这场面试吗？"
        text="里面的人会一起离开，邀请链接也都关上。"
        confirm="结束"
        danger
        onConfirm={end}
        onCancel={() => setEnding(false)}
      />
    </View>
  )
}

/** Whom the talk is about, one tap away while talking. */
function About({ room }: Pick<Detail, 'room'>) {
  const { resumeId, candidateName, customerId } = room
  return (
    <Card pad="rows" className="id-card">
      {resumeId ? (
        <Row
          icon="user"
          title={candidateName ?? '阿姨'}
          note="看她的简历"
          onTap={() => go('resumeDetail', { id: resumeId })}
        />
      ) : null}
      {customerId ? (
        <Row icon="users" title="客户" note="看需求和跟进" onTap={() => go('customerDetail', { id: customerId })} />
      ) : null}
    </Card>
  )
}
