import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { type ReactNode, useEffect, useState } from 'react'
import { api } from '@/app/api'
import { backOrGo, go, useParams } from '@/app/pages'
import { mutate } from '@/app/query'
import { useAction } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { problemOf, type Problem } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Switch } from '@/ui/switch'
import { otherOpenRoom, type Room, ROOMS_KEY, useLobby, useRoom } from '../api'
import { LobbyCard } from '../lobby-card'
import { EndOtherDialog } from '../end-other-dialog'
import { Inviting, type InviteStep } from '../inviting'
import { formatInvite, formatRoomTime, formatWhen } from '../format-room'
import './detail.scss'

function InterviewDetail() {
  const { roomId = '' } = useParams('interviewDetail')
  const room = useRoom(roomId)
  const [step, setStep] = useState<InviteStep>(undefined)
  const [other, setOther] = useState<Room | undefined>(undefined)
  const [problem, setProblem] = useState<Problem>()
  const ended = room.data?.room.state === 'ended'
  const uninvited = room.data !== undefined && !room.data.invites.some(({ open }) => open)
  const waiting = useLobby(roomId, room.data !== undefined && !ended)
  const { refetch } = room
  const who = waiting.map(({ id }) => id).join()
  // A new guest has used an invitation, whose line shows how often.
  useEffect(() => {
    if (who) void refetch()
  }, [who, refetch])
  const enter = () => {
    setOther(undefined)
    backOrGo('interviewRoom', { roomId })
  }
  // Only a planned room opens when the host enters, which ends the other open one.
  const checking = useAction(
    async () => {
      setProblem(undefined)
      const found = room.data?.room.state === 'scheduled' ? await otherOpenRoom(roomId) : undefined
      if (found) setOther(found)
      else enter()
    },
    {
      problemOf: (error) => {
        setProblem(problemOf(error))
        return undefined
      },
    },
  )
  return (
    <Screen
      title="视频面试"
      lobby={roomId}
      query={room}
      foot={
        ended ? undefined : (
          <FootBar>
            {uninvited ? (
              <Button grow icon="link" onTap={() => setStep('role')}>
                邀请对方
              </Button>
            ) : null}
            <Button
              kind={uninvited || who ? 'plain' : 'primary'}
              grow={!uninvited}
              icon="video"
              busy={checking.busy}
              onTap={() => void checking.run()}
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
            {waiting.length > 0 ? <LobbyCard waiting={waiting} onEnter={() => void checking.run()} /> : null}
          </Details>
          <Inviting
            interview={{ ...data.room, title: data.room.roomName }}
            step={step}
            onStep={setStep}
            onProblem={setProblem}
          />
          <EndOtherDialog other={other} onConfirm={enter} onCancel={() => setOther(undefined)} />
        </>
      )}
    </Screen>
  )
}

type Detail = NonNullable<ReturnType<typeof useRoom>['data']>

interface DetailsProps extends Detail {
  readonly problem: Problem | undefined
  /** Shown below the head. */
  readonly children: ReactNode
  readonly onStep: (step: InviteStep) => void
  readonly onProblem: (problem: Problem | undefined) => void
}

function Details({ room, invites, problem, children, onStep, onProblem }: DetailsProps) {
  const now = serverNow()
  const [ending, setEnding] = useState(false)
  const params = { roomId: room.roomId }
  const options = {
    problemOf: (error: unknown) => {
      onProblem(problemOf(error))
      return undefined
    },
  }
  const change = (call: () => Promise<unknown>) => {
    onProblem(undefined)
    return mutate(call, { touch: [ROOMS_KEY] })
  }
  const joining = useAction(
    (knocking: boolean) =>
      change(() => api('POST /api/interview/rooms/{roomId}/public-join', { params, body: { knocking } })),
    options,
  )
  const closing = useAction(() => change(() => api('POST /api/interview/rooms/{roomId}/end', { params })), options)
  const end = () => {
    setEnding(false)
    void closing.run()
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
            note={
              room.knocking
                ? '知道房间号就能来敲门，您请了才进来。您请人离开以后，这里会自动关上'
                : '只有拿着邀请的人能来'
            }
            trail={
              <Switch
                label="没有邀请也能敲门"
                on={room.knocking}
                disabled={joining.busy}
                onChange={(on) => void joining.run(on)}
              />
            }
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
      {problem ? <FieldError {...problem} /> : null}
      {ended ? null : (
        <View className="id-end">
          <Button kind="danger" busy={closing.busy} onTap={() => setEnding(true)}>
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

/** Links to the worker and the customer of the interview. */
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

export default guardPage(InterviewDetail)
