import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '@/app/api'
import { replace } from '@/app/pages'
import { useAction } from '@/app/use-action'
import { localMedia } from '@/platform/rtc/local-media'
import { copyText } from '@/platform/clipboard'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import { problemOf, type Problem } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import type { Decide, Participant, RoomView } from '../api'
import type { ParticipantApi } from '../participant-api'
import { DeviceCheck } from '../device-check'
import { Inviting, type InviteStep } from '../inviting'
import { formatClock } from '../format-room'
import { useNow } from '../use-local-media'
import { ChatSheet } from './chat-sheet'
import { type Connection, connectionOf } from './connection'
import { Controls } from './controls'
import { LobbyStrip } from './lobby-strip'
import { PeopleSheet } from './people-sheet'
import { RemoveSheet } from './remove-sheet'
import { Tiles } from './tiles'
import type { CallState } from './use-call'
import type { Participation } from './use-participation'

interface InsideProps {
  readonly state: Participation
  readonly view: RoomView
  readonly asParticipant: ParticipantApi
  readonly call: CallState
}

/** The room itself: always dark, all participants in one grid, for the host with the lobby above it. */
export function Inside({ state, view, asParticipant, call }: InsideProps) {
  const [open, setOpen] = useState<'chat' | 'people' | 'devices' | undefined>(undefined)
  const [inviting, setInviting] = useState<InviteStep>(undefined)
  const [removing, setRemoving] = useState<Participant>()
  const [leaving, setLeaving] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [read, setRead] = useState(0)
  const host = view.me.role === 'host'
  const others = view.others.filter((one) => one.state === 'admitted')
  const waiting = view.others.filter((one) => one.state === 'waiting')
  const { roomId } = view.room

  // A guest's strip may be gone when its error comes, so all errors are shown here.
  const showError = (error: unknown) => {
    setProblem(problemOf(error))
    return undefined
  }
  const decide: Decide = async ({ id, name }, decision) => {
    setProblem(undefined)
    await api('POST /api/interview/participants/{id}/decide', { params: { id }, body: { decision } })
    if (decision === 'deny') toast(`没请${name}进来`, { run: () => void sendOut({ id, name }, 'return') })
  }
  const { run: sendOut } = useAction(decide, { problemOf: showError })
  // A guest who has gone meanwhile is not asked about any more.
  const stillInside = others.find(({ id }) => id === removing?.id)
  const leave = () => {
    setLeaving(false)
    localMedia.stop()
    state.leave()
    if (host) replace('interviews')
  }
  const invite = () => {
    setOpen(undefined)
    setInviting('role')
  }
  const ending = useAction(
    async () => {
      setProblem(undefined)
      await api('POST /api/interview/rooms/{roomId}/end', { params: { roomId } })
    },
    { problemOf: showError },
  )
  const end = () => {
    setLeaving(false)
    localMedia.stop()
    void ending.run()
  }
  const show = (what: typeof open) => {
    setOpen(what)
    if (what === 'chat') setRead(state.lines.length)
  }
  const unread = open === 'chat' ? 0 : state.lines.length - read
  return (
    <Screen
      title={view.room.title}
      dark
      pad={false}
      lobby={host ? roomId : undefined}
      onBack={() => setLeaving(true)}
      head={<Status view={view} connection={connectionOf(state.line, call, others)} count={others.length + 1} />}
      foot={<Controls unread={unread} onShow={show} onLeave={() => setLeaving(true)} />}
    >
      <View className="ir-body">
        {waiting.map((one) => (
          <LobbyStrip key={one.id} participant={one} onDecide={decide} showError={showError} />
        ))}
        {problem ? <FieldError {...problem} /> : null}
        {call.failure ? <NoPicture failure={call.failure} /> : null}
        <Tiles me={view.me} others={others} peers={call.peers} failed={call.failure !== undefined} />
        {others.length === 0 && waiting.length === 0 ? <Alone host={host} onInvite={invite} /> : null}
      </View>
      <ChatSheet
        open={open === 'chat'}
        lines={state.lines}
        me={view.me.id}
        call={asParticipant}
        onClose={() => {
          setOpen(undefined)
          setRead(state.lines.length)
        }}
      />
      <PeopleSheet
        open={open === 'people'}
        view={view}
        onRemove={(guest) => {
          setOpen(undefined)
          setRemoving(guest)
        }}
        onInvite={invite}
        onClose={() => setOpen(undefined)}
      />
      <RemoveSheet guest={stillInside} onDecide={sendOut} onClose={() => setRemoving(undefined)} />
      <Sheet open={open === 'devices'} title="摄像头和麦克风" onClose={() => setOpen(undefined)}>
        <DeviceCheck ask={false} preview={false} />
      </Sheet>
      {host ? (
        <Inviting interview={view.room} reuse step={inviting} onStep={setInviting} onProblem={setProblem} />
      ) : null}
      {host ? (
        <Dialog
          open={leaving}
          title="要结束面试吗？"
          text="结束后大家一起离开。先走的话，房间还留着。"
          confirm="为大家结束"
          cancel="再聊聊"
          other={{ text: '我先离开', onTap: leave }}
          danger
          onConfirm={end}
          onCancel={() => setLeaving(false)}
        />
      ) : (
        <Dialog
          open={leaving}
          title="要离开吗？"
          text="座位给您留着，回来时再敲一次门。"
          confirm="离开"
          cancel="再聊聊"
          danger
          onConfirm={leave}
          onCancel={() => setLeaving(false)}
        />
      )}
    </Screen>
  )
}

const CONNECTION: Record<Connection, { readonly text: string; readonly tone: 'ok' | 'wait' | 'bad' }> = {
  connected: { text: '已连上', tone: 'ok' },
  connecting: { text: '正在接通', tone: 'wait' },
  reconnecting: { text: '正在重连', tone: 'bad' },
  'no-media': { text: '只能打字', tone: 'bad' },
}

interface StatusProps {
  readonly view: RoomView
  readonly connection: Connection
  readonly count: number
}

function Status({ view, connection, count }: StatusProps) {
  const { text, tone } = CONNECTION[connection]
  const now = useNow()
  const since = view.room.openedAt
  return (
    <View className="ir-status">
      <View className="ir-status__time">{since ? `已开始${formatClock(now - Date.parse(since))}` : ''}</View>
      <View className="ir-status__count">{count}人在场</View>
      <View className={`ir-status__net ir-status__net--${tone}`}>
        <Icon name={tone === 'bad' ? 'wifi-off' : 'wifi'} size="xs" />
        {text}
      </View>
    </View>
  )
}

const Alone = ({ host, onInvite }: { readonly host: boolean; readonly onInvite: () => void }) => (
  <View className="ir-alone">
    <View>{host ? '现在只有您。把邀请链接发给对方，来了会在这里敲门。' : '别人还没来，请稍等。'}</View>
    {host ? (
      <Button kind="plain" size="m" icon="link" onTap={onInvite}>
        去邀请
      </Button>
    ) : null}
  </View>
)

function NoPicture({ failure }: { readonly failure: NonNullable<CallState['failure']> }) {
  const words =
    failure === 'unsupported'
      ? '微信里看画面要用视频服务，这里还没开通。可以先打字，或用浏览器打开邀请链接。'
      : '视频服务没连上。可以先打字，稍后离开再进来试试。'
  return (
    <View className="ir-nopic">
      <View className="ir-nopic__text">{words}</View>
      <Button
        size="m"
        kind="plain"
        icon="copy"
        onTap={() => void copyText(words).then((done) => done && toast('复制好了'))}
      >
        复制说明
      </Button>
    </View>
  )
}
