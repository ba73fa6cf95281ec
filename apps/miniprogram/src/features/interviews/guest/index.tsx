import { storedName } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { NAME_MAX } from '@qingpin/contract/core/identity.rules'
import { useDidHide, useUnload } from '@tarojs/taro'
import { isApiError } from '@qingpin/contract/client'
import { guestNameProblem } from '@qingpin/contract/interviews/interviews.rules'
import { useRef, useState } from 'react'
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
import { guardPage } from '@/app/shell/guard-page'
import type { OpenTicket, RoomView } from '../api'
import { DeviceCheck } from '../device-check'
import { participantApi } from '../participant-api'
import { knockedAt, storedParticipant, storeKnock, storeListensOnly, storeParticipant } from '../stored-participant'
import { ComeBack } from './come-back'
import { Head } from './head'
import './guest.scss'

/** The ticket: in the fragment on H5, in the scene or query on the phone. */
const ticketIn = ({ t, scene }: { readonly t?: string; readonly scene?: string }) =>
  t ?? /^t=([\w-]+)$/.exec(scene ?? '')?.[1] ?? ''

function InterviewGuest() {
  const ticket = ticketIn(useParams('interviewGuest'))
  // Not kept: it says who this device is, which the next visit may find changed.
  const opened = useQuery(['interview-ticket', ticket], () => readTicket(ticket), { dropMs: 0 })
  const closed = ticket === '' || (isApiError(opened.error) && opened.error.code === 'INVITE_CLOSED')
  if (closed) return <Closed ticket={ticket} />
  if (opened.data) return <Arrival ticket={ticket} opened={opened.data} />
  return (
    <Screen title="进入面试" query={opened}>
      {null}
    </Screen>
  )
}

/** Reads a ticket as the participant that this device is already, where it is one in the room of the ticket. */
async function readTicket(ticket: string): Promise<OpenTicket> {
  const read = (token: string | undefined) =>
    participantApi(token)('POST /api/interview/tickets/read', { body: { ticket } })
  const tokenIn = (roomId: string | undefined) =>
    roomId === undefined ? undefined : storedParticipant(roomId, 'guest')?.token
  // A used up ticket opens with the token only, so the room is looked up on the device first.
  const token = tokenIn(knockedAt(ticket))
  const opened = await read(token)
  const other = opened.known ? undefined : tokenIn(opened.roomId)
  return other === undefined || other === token ? opened : read(other)
}

/** The room of a closed invitation, for a former participant whose interview has ended; strangers learn nothing. */
function useEnded(ticket: string): RoomView['room'] | undefined {
  const roomId = knockedAt(ticket)
  const token = roomId === undefined ? undefined : storedParticipant(roomId, 'guest')?.token
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

interface EntryProps {
  readonly ticket: string
  readonly opened: OpenTicket
}

/** A device with a participant in the room asks whether the person is the same; any other asks for a name. */
function Arrival({ ticket, opened }: EntryProps) {
  const [another, setAnother] = useState(false)
  const goingIn = useRef(false)
  // Camera and microphone stay on only on the way into the room.
  const release = () => {
    if (!goingIn.current) localMedia.stop()
  }
  useUnload(release)
  useDidHide(release)
  const enter = (roomId: string) => {
    goingIn.current = true
    // Replacing also removes the ticket from the address.
    replace('interviewRoom', { roomId, as: 'guest' })
  }
  const stored = storedParticipant(opened.roomId, 'guest')
  if (opened.known && stored && !another) {
    const onAnother = () => setAnother(true)
    return (
      <ComeBack
        ticket={ticket}
        opened={opened}
        known={opened.known}
        token={stored.token}
        onEnter={enter}
        onAnother={onAnother}
      />
    )
  }
  return <Entry ticket={ticket} opened={opened} onEnter={enter} />
}

function Entry({ ticket, opened, onEnter }: EntryProps & { readonly onEnter: (roomId: string) => void }) {
  const account = useAccount()
  const form = useForm({ name: opened.name ?? account?.name ?? '' })
  const keyFor = useIdempotencyKey()
  const silent = useRef(false)
  const { submit, busy } = useSubmit(form, {
    check: ({ name }): Problems => {
      const gap = guestNameProblem(name)
      return gap ? { form: gap } : {}
    },
    send: async ({ name }) => {
      const userName = storedName(name)
      const body = { userName, ticket }
      const joined = await api('POST /api/interview/guest/join', { body, idempotencyKey: keyFor(body) })
      storeParticipant(joined.roomId, { token: joined.participantToken, as: 'guest' })
      storeKnock(ticket, joined.roomId)
      storeListensOnly(joined.roomId, silent.current)
      if (silent.current) localMedia.stop()
      onEnter(joined.roomId)
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
      <Head opened={opened} role={opened.role} />
      <Card pad="rows" className="ig-card">
        <FormField form={form} name="name" look="row" label="称呼" placeholder="怎么称呼您" maxLength={NAME_MAX} />
      </Card>
      <FormProblem form={form} />
      <View className="ig-card">
        <DeviceCheck />
      </View>
      <View className="ig-note ig-note--left">摄像头和麦克风不开也能进，可以打字。</View>
    </Screen>
  )
}

export default guardPage(InterviewGuest)
