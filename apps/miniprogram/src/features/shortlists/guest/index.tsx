import { View } from '@tarojs/components'
import { isApiError } from '@qingpin/contract/client'
import { shortlistTopic } from '@qingpin/contract/shortlists/shortlists.rules'
import { useEffect, useState } from 'react'
import { CallAgency } from '@/app/agency'
import { watchTopic } from '@/app/events/watch-topic'
import { go, pageOpener, replace, useParams } from '@/app/pages'
import { useQuery } from '@/app/query'
import { useActions } from '@/app/use-action'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { addToCalendar } from '@/platform/calendar'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { FootBar } from '@/ui/foot-bar'
import { formatDate, formatHour, formatWeekday } from '@/ui/format-time'
import { problemOf } from '@/ui/read-error'
import { toast } from '@/ui/toast'
import { serverNow } from '@/app/clock'
import {
  openTicket,
  refetchGuest,
  setCompared,
  setLiked,
  useGuestShortlist,
  type GuestShortlist,
  type GuestWorker,
} from '../api'
import { storedGuest } from '../stored-guest'
import { GuestList } from '../view/guest-list'
import { CommentSheet } from './comment-sheet'
import { TimesSheet } from './times-sheet'

const TITLE = '给您的名单'

/** The ticket: in the fragment on H5, in the scene or query on the phone; the id once it is exchanged. */
const ticketIn = ({ t, scene }: { readonly t?: string; readonly scene?: string }) =>
  t ?? /^t=([\w-]+)$/.exec(scene ?? '')?.[1] ?? ''

function ShortlistGuest() {
  const { id = '', ...params } = useParams('shortlistGuest')
  const ticket = ticketIn(params)
  if (ticket === '' && (id === '' || storedGuest({ id }) === undefined)) return <Closed error={undefined} />
  return ticket === '' ? <Opened id={id} /> : <Exchange ticket={ticket} />
}

/** Exchanges the ticket and takes it out of the address, so that the address of the page can be passed on harmlessly. */
function Exchange({ ticket }: { readonly ticket: string }) {
  const opened = useQuery(['shortlist-ticket', ticket], () => openTicket(ticket), {
    staleMs: Infinity,
    retries: 1,
    dropMs: 0,
  })
  const id = opened.data
  useEffect(() => {
    if (id !== undefined) replace('shortlistGuest', { id })
  }, [id])
  if (isClosing(opened.error)) return <Closed error={opened.error} />
  return (
    <Screen title={TITLE} query={opened.data === undefined ? opened : { ...opened, data: undefined, loading: true }}>
      {null}
    </Screen>
  )
}

const CLOSED: Readonly<Record<string, string>> = {
  SHORTLIST_EXPIRED: '这份名单过了能看的时间',
  SHORTLIST_REVOKED: '这份名单不再公开了',
  SHORTLIST_CROWDED: '打开这份名单的手机太多了',
  NOT_FOUND: '这份名单打不开',
}

const isClosing = (error: unknown): boolean =>
  isApiError(error) && (error.code in CLOSED || (error.status === 400 && error.code === 'VALIDATION_ERROR'))

/** Says what happened and whom to ask, and is final. */
function Closed({ error }: { readonly error: unknown }) {
  const code = isApiError(error) ? error.code : 'NOT_FOUND'
  const details = isApiError(error) ? (error.details as { readonly staffName?: string | null } | undefined) : undefined
  const whom = details?.staffName ?? '发链接给您的人'
  const text =
    code === 'NOT_FOUND'
      ? `链接不全，或者写错了。\n请让${whom}再发一次。`
      : `想接着看，请联系${whom}，\n再给您发一份新的。`
  return (
    <Screen title={TITLE}>
      <Empty
        art="link-closed"
        title={CLOSED[code] ?? '这份名单打不开'}
        text={text}
        action={{ text: '看看别的阿姨', onTap: () => go('workers') }}
      />
      <View className="sl-help">
        <CallAgency>打电话问</CallAgency>
      </View>
    </Screen>
  )
}

/** The answers of staff, and a worker who was taken off, come by themselves. */
function useLive(id: string): void {
  useEffect(() => {
    const { stop } = watchTopic({
      topic: shortlistTopic(id),
      after: undefined,
      participantToken: storedGuest({ id })?.token,
      onEvent: () => refetchGuest(id),
      onEnd: () => undefined,
    })
    return stop
  }, [id])
}

function Opened({ id }: { readonly id: string }) {
  const query = useGuestShortlist(id)
  useLive(id)
  const [commenting, setCommenting] = useState<GuestWorker>()
  const [timing, setTiming] = useState(false)
  const act = useActions({
    queued: true,
    problemOf: (error) => {
      toast(problemOf(error).text)
      return undefined
    },
  })
  if (isClosing(query.error)) return <Closed error={query.error} />
  const list = query.data
  return (
    <Screen
      title={list ? `给${list.recipient}的名单` : TITLE}
      query={query}
      pad={false}
      foot={list && list.workers.length > 0 ? <Foot list={list} onTimes={() => setTiming(true)} /> : null}
    >
      {(data) => (
        <>
          <GuestList
            list={data}
            onLike={({ id: workerId, liked }) => void act.run(() => setLiked(id, workerId, !liked))}
            onComment={setCommenting}
            onCompare={({ id: workerId }, on) => void act.run(() => setCompared(id, workerId, on))}
            renderInterview={(worker) => <Meeting worker={worker} />}
          />
          <CommentSheet
            listId={id}
            worker={data.workers.find((one) => one.id === commenting?.id)}
            onClose={() => setCommenting(undefined)}
          />
          <TimesSheet key={timing ? 'open' : 'shut'} list={data} open={timing} onClose={() => setTiming(false)} />
        </>
      )}
    </Screen>
  )
}

function Foot({ list, onTimes }: { readonly list: GuestShortlist; readonly onTimes: () => void }) {
  const liked = list.workers.filter((one) => one.liked).length
  const times = list.slots.length
  return (
    <FootBar>
      <View className="sl-foot">
        <View className="sl-foot__n">{liked > 0 ? `想见${liked}位` : '还没选想见的'}</View>
        <View className="sl-foot__sub">{times > 0 ? `提了${times}个时间，能改` : '改主意随时能改'}</View>
      </View>
      <Button onTap={onTimes}>{times > 0 ? '改面试时间' : '选面试时间'}</Button>
    </FootBar>
  )
}

/** An interview that staff has made of a proposed time. */
function Meeting({ worker: { name, interview } }: { readonly worker: GuestWorker }) {
  if (!interview || interview.ended) return null
  const at = Date.parse(interview.at)
  const enter = interview.path === null ? undefined : pageOpener(interview.path)
  const save = async () => {
    if (await addToCalendar({ title: `视频面试：${name}`, at })) toast('加到日历了')
  }
  return (
    <View className="sl-meet">
      <View className="sl-meet__when">
        面试约在{formatDate(at, serverNow())} {formatWeekday(at)} {formatHour(at)}
      </View>
      <View className="sl-meet__acts">
        {enter ? (
          <Button kind="sec2" size="m" onTap={enter}>
            到时间点这里进
          </Button>
        ) : null}
        <Button kind="plain" size="m" icon="calendar" onTap={() => void save()}>
          加到日历
        </Button>
      </View>
    </View>
  )
}

export default guardPage(ShortlistGuest)
