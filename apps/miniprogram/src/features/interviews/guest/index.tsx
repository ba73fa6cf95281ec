import { View } from '@tarojs/components'
import { useDidHide, useUnload } from '@tarojs/taro'
import { isApiError } from '@qingpin/contract/client'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { guestNameProblem } from '@qingpin/contract/interviews/interviews.rules'
import { useRef } from 'react'
import { useForm, useSubmit } from '@/app/form/use-form'
import { showProblem, type Problems } from '@/app/form/form'
import { FormField, FormProblem } from '@/app/form/fields'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { CallAgency } from '@/app/agency'
import { go, replace, useParams } from '@/app/pages'
import { useQuery } from '@/app/query'
import { useAccount } from '@/app/session'
import { localMedia } from '@/platform/rtc/local-media'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { FootBar } from '@/ui/foot-bar'
import { problemOf } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import type { OpenTicket, RoomView } from '../api'
import { DeviceCheck } from '../device-check'
import { participantApi } from '../participant-api'
import { storeListensOnly, storeParticipant, storedParticipant, knockedAt, storeKnock } from '../stored-participant'
import { formatClock, formatWhen } from '../format-room'
import { useNow } from '../use-local-media'
import './guest.scss'

/** The ticket: in the fragment on H5, in the scene or query on the phone. */
const ticketIn = ({ t, scene }: { readonly t?: string; readonly scene?: string }) =>
  t ?? /^t=([\w-]+)$/.exec(scene ?? '')?.[1] ?? ''

export default function InterviewGuest() {
  const ticket = ticketIn(useParams('interviewGuest'))
  const opened = useQuery(['interview-ticket', ticket], () =>
    api('POST /api/interview/tickets/read', { body: { ticket } }),
  )
  const closed = ticket === '' || (isApiError(opened.error) && opened.error.code === 'INVITE_CLOSED')
  if (closed) return <Closed ticket={ticket} />
  if (opened.data) return <Entry ticket={ticket} opened={opened.data} />
  return (
    <Screen title="进入面试" query={opened}>
      {null}
    </Screen>
  )
}

/** The room of a closed invitation, for a former participant whose interview has ended; strangers learn nothing. */
function useEnded(ticket: string): RoomView['room'] | undefined {
  const roomId = knockedAt(ticket)
  const stored = roomId === undefined ? undefined : storedParticipant(roomId, 'guest')
  const token = stored?.ticket === ticket ? stored.token : undefined
  const { data } = useQuery(
    ['interview-ended', ticket],
    async () => (await participantApi(token)('GET /api/interview/participant')).room,
    { enabled: token !== undefined },
  )
  return data?.state === 'ended' ? data : undefined
}

function Closed({ ticket }: { readonly ticket: string }) {
  const ended = useEnded(ticket)
  const words = ended
    ? { title: '面试已经结束', text: `“${ended.title}”已经结束。\n想再聊，请联系${ended.hostName}。` }
    : { title: '这个邀请已经关上了', text: '可能过了时间，或者已经用过。\n想参加，请联系发邀请给您的人。' }
  return (
    <Screen title="进入面试">
      <Empty
        art={ended ? 'interviews' : 'link-closed'}
        {...words}
        action={{ text: '去首页看看', onTap: () => go('home') }}
      />
      <View className="ig-help">
        <CallAgency>打电话问</CallAgency>
      </View>
    </Screen>
  )
}

function Entry({ ticket, opened }: { readonly ticket: string; readonly opened: OpenTicket }) {
  const account = useAccount()
  const form = useForm({ name: opened.name ?? account?.name ?? '' })
  const goingIn = useRef(false)
  const keyFor = useIdempotencyKey()
  // Camera and microphone stay on only on the way into the room.
  const release = () => {
    if (!goingIn.current) localMedia.stop()
  }
  useUnload(release)
  useDidHide(release)

  const silent = useRef(false)
  const { submit, busy } = useSubmit(form, {
    check: ({ name }): Problems => {
      const gap = guestNameProblem(name)
      return gap ? { form: gap } : {}
    },
    send: async ({ name }) => {
      const userName = name.trim()
      const body = { userName, ticket }
      // With another link or name the next person at this device becomes another participant.
      const stored = storedParticipant(opened.roomId, 'guest')
      const same = stored?.ticket === ticket && stored.name === userName
      const join = participantApi(same ? stored.token : undefined)
      const joined = await join('POST /api/interview/guest/join', { body, idempotencyKey: keyFor(body) })
      storeParticipant(joined.roomId, { token: joined.participantToken, as: 'guest', ticket, name: userName })
      storeKnock(ticket, joined.roomId)
      storeListensOnly(joined.roomId, silent.current)
      if (silent.current) localMedia.stop()
      goingIn.current = true
      // Replacing also removes the ticket from the address.
      replace('interviewRoom', { roomId: joined.roomId, as: 'guest' })
    },
    onRefusal: (error) => showProblem(form, problemOf(error)),
  })
  const knock = (listensOnly: boolean) => {
    if (busy) return
    silent.current = listensOnly
    void submit()
  }
  return (
    <Screen
      title="进入面试"
      foot={
        <FootBar below={<View className="ig-note">不用登录。进去前主持人会看到您的称呼</View>}>
          <Button kind="plain" disabled={busy} onTap={() => knock(true)}>
            只听不说
          </Button>
          <Button grow busy={busy} busyText="正在敲门" onTap={() => knock(false)}>
            敲门进入
          </Button>
        </FootBar>
      }
    >
      <Head opened={opened} />
      <Card pad="rows" className="ig-card">
        <FormField form={form} name="name" look="row" label="称呼" placeholder="怎么称呼您" maxLength={20} />
      </Card>
      <FormProblem form={form} />
      <View className="ig-card">
        <DeviceCheck />
      </View>
      <View className="ig-note ig-note--left">摄像头和麦克风不开也能进，可以打字。</View>
    </Screen>
  )
}

function Head({ opened }: { readonly opened: OpenTicket }) {
  const now = useNow()
  const at = opened.scheduledAt === null ? undefined : Date.parse(opened.scheduledAt)
  const left = at === undefined ? 0 : at - now
  return (
    <View className="ig-head">
      <View className="ig-head__main">
        <View className="ig-head__title">{opened.title}</View>
        <View className="ig-head__note">
          {opened.hostName}主持{at === undefined ? '' : `，${formatWhen(at, now)}`}
        </View>
        <View className="ig-head__note">您是{PARTICIPANT_ROLE_LABELS[opened.role]}</View>
      </View>
      {left > 0 && left < 3_600_000 ? (
        <View className="ig-head__left">
          <View className="ig-head__clock">{formatClock(left)}</View>
          <View className="ig-head__after">后开始</View>
        </View>
      ) : null}
    </View>
  )
}
