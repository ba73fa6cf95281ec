import { View } from '@tarojs/components'
import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import { shortlistTopic, slotKey } from '@qingpin/contract/shortlists/shortlists.rules'
import { useEffect, useState } from 'react'
import { serverNow } from '@/app/clock'
import { watchTopic } from '@/app/events/watch-topic'
import { go, useParams } from '@/app/pages'
import { invalidate } from '@/app/query'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { useAction } from '@/app/use-action'
import { mediaUrl } from '@/platform/api-address'
import { copyText } from '@/platform/clipboard'
import { useShare } from '@/platform/share'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { formatDate, formatDeadline, formatHour, formatTime, formatWeekday } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import { MetaLine } from '@/ui/meta-line'
import { Portrait } from '@/ui/portrait'
import { Tag } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { LISTS_KEY, markSeen, revokeShortlist, takeOff, useShortlist, type Shortlist, type Slot } from '../api'
import { formatSlot } from '../format'
import { Comments } from '../view/worker-card'
import { PlanSheet } from './plan-sheet'
import { ReplySheet } from './reply-sheet'
import '../view/guest-list.scss'
import './detail.scss'

const TITLE = '名单'
type Item = Shortlist['items'][number]

/** What the customer does arrives by itself while the page is open. */
function useLive(id: string): void {
  useEffect(() => {
    const { stop } = watchTopic({
      topic: shortlistTopic(id),
      after: undefined,
      onEvent: () => {
        invalidate(['shortlist', id])
        invalidate(LISTS_KEY)
      },
      onEnd: () => undefined,
    })
    return stop
  }, [id])
}

/** An open page has shown it. */
function useSeen(list: Shortlist | undefined): void {
  const [id, unseen, at] = [list?.id, list?.unseen, list?.lastReactionAt]
  useEffect(() => {
    if (id !== undefined && unseen) void markSeen(id).catch(() => undefined)
  }, [id, unseen, at])
}

function ShortlistDetail() {
  const { id = '' } = useParams('shortlistDetail')
  const query = useShortlist(id)
  useLive(id)
  useSeen(query.data)
  const [slot, setSlot] = useState<Slot>()
  const [planned, setPlanned] = useState<string>()
  const [replying, setReplying] = useState<Item>()
  const [closing, setClosing] = useState<Item | 'list'>()
  const act = useAction((work: () => Promise<unknown>) => work())
  const close = async () => {
    if (closing === undefined) return
    const done = await act.run(() => (closing === 'list' ? revokeShortlist(id) : takeOff(id, closing.id)))
    if (done) toast(closing === 'list' ? '收回了，再也打不开' : `${closing.name}撤下了`)
    setClosing(undefined)
  }
  return (
    <Screen title={query.data ? `给${query.data.recipient}的名单` : TITLE} query={query}>
      {(list) => (
        <>
          <LinkCard list={list} onRevoke={() => setClosing('list')} />
          {act.problem ? <FieldError {...act.problem} /> : null}
          <TimesCard list={list} onPlan={setSlot} />
          {list.items.map((item) => (
            <WorkerLine
              key={item.id}
              item={item}
              open={list.state === 'open'}
              mayHost={list.mayHost}
              onReply={() => setReplying(item)}
              onTakeOff={() => setClosing(item)}
              onPlan={() => {
                setPlanned(item.id)
                setSlot(list.slots[0] ?? { day: dayAfter(), half: 'morning' })
              }}
            />
          ))}
          <PlanSheet
            key={slot ? slotKey(slot) + (planned ?? '') : 'none'}
            list={list}
            slot={slot}
            workerId={planned}
            onClose={() => {
              setSlot(undefined)
              setPlanned(undefined)
            }}
          />
          <ReplySheet
            listId={id}
            item={list.items.find((one) => one.id === replying?.id)}
            onClose={() => setReplying(undefined)}
          />
          <Dialog
            open={closing !== undefined}
            title={closing === 'list' ? '收回这份名单吗？' : `把${closing?.name ?? ''}从名单里撤下吗？`}
            text={
              closing === 'list'
                ? '客户再也打不开，页面会请客户联系经办的同事。'
                : '客户那边只会说有一位这几天不方便，不提是谁。'
            }
            confirm={closing === 'list' ? '收回' : '撤下'}
            danger
            busy={act.busy}
            onConfirm={() => void close()}
            onCancel={() => setClosing(undefined)}
          />
        </>
      )}
    </Screen>
  )
}

/** Tomorrow in Beijing. */
const dayAfter = (): string => beijingDay(serverNow() + DAY_MS)

const STATES = {
  open: { text: '客户能看', tone: 'ok' },
  expired: { text: '过期了', tone: 'plain' },
  revoked: { text: '收回了', tone: 'plain' },
} as const

function LinkCard({ list, onRevoke }: { readonly list: Shortlist; readonly onRevoke: () => void }) {
  const now = serverNow()
  const { text, tone } = STATES[list.state]
  const copyAddress = useShare({ title: `给${list.recipient}选的阿姨`, path: list.path ?? '' })
  const copy = async () => {
    if (list.link && (await copyText(list.link))) toast('链接复制好了')
  }
  return (
    <Card
      title={list.customerName}
      aside={<Tag tone={tone}>{text}</Tag>}
      more={{ text: '看客户', onTap: () => go('customerDetail', { id: list.customerId }) }}
    >
      <MetaLine
        facts={[
          list.createdByName && `${list.createdByName}发的`,
          list.devices > 0 ? `${list.devices}台手机打开过` : '还没人打开',
          list.lastViewedAt && `${formatTime(Date.parse(list.lastViewedAt), now)}看过`,
        ]}
      />
      {list.state === 'open' ? (
        <>
          <View className="sd-until">
            {formatDeadline(Date.parse(list.expireAt), now)}前能看，谁打开都印着“{list.recipient}专看”。
          </View>
          <View className="sd-acts">
            {copyAddress === undefined ? (
              <Button kind="sec2" size="m" icon="share" openType="share">
                转发给客户
              </Button>
            ) : null}
            <Button kind="sec2" size="m" icon="copy" onTap={() => void copy()}>
              复制链接
            </Button>
            <Button kind="danger" size="m" onTap={onRevoke}>
              收回
            </Button>
          </View>
        </>
      ) : null}
    </Card>
  )
}

function TimesCard({ list, onPlan }: { readonly list: Shortlist; readonly onPlan: (slot: Slot) => void }) {
  const { slots, timesNote, mayHost, state, recipient } = list
  if (slots.length === 0 && !timesNote) return null
  const now = serverNow()
  const plans = mayHost && state === 'open'
  const planned = list.items.flatMap(({ interview }) => (interview && !interview.ended ? Date.parse(interview.at) : []))
  const isPlanned = ({ day }: Slot) => planned.some((at) => beijingDay(at) === day)
  return (
    <Card title={`${recipient}提的面试时间`} className="sd-card">
      {slots.map((slot) => (
        <View className="sd-slot" key={slotKey(slot)}>
          <View className="sd-slot__when">
            {formatSlot(slot, now)}
            {isPlanned(slot) ? '，这天约了' : ''}
          </View>
          {plans ? (
            <Button kind="sec2" size="s" label={`约在${formatSlot(slot, now)}`} onTap={() => onPlan(slot)}>
              {isPlanned(slot) ? '再约' : '约这个'}
            </Button>
          ) : null}
        </View>
      ))}
      {timesNote ? <View className="sd-note">{timesNote}</View> : null}
    </Card>
  )
}

interface WorkerLineProps {
  readonly item: Item
  readonly open: boolean
  readonly mayHost: boolean
  readonly onReply: () => void
  readonly onTakeOff: () => void
  readonly onPlan: () => void
}

const GONE = { removed: '撤下了', hidden: '现在不公开' } as const

function WorkerLine({ item, open, mayHost, onReply, onTakeOff, onPlan }: WorkerLineProps) {
  const { name, liked, likedAt, comments, interview, state, resumeId } = item
  const now = serverNow()
  const shown = state === 'shown'
  const at = interview ? Date.parse(interview.at) : 0
  return (
    <Card className="sd-card">
      <Tap className="sd-who" role="link" label={`${name}的简历`} onTap={() => go('resumeDetail', { id: resumeId })}>
        <Portrait size="s" src={mediaUrl(item.avatarUrl)} />
        <View className="sd-who__text">
          <View className="sd-who__top">
            <View className="sd-who__name">{name}</View>
            {liked ? <Tag tone="accent">想见</Tag> : null}
            {shown ? null : <Tag tone="plain">{GONE[state]}</Tag>}
          </View>
          <View className="sd-who__sub">
            {likedAt ? `${formatTime(Date.parse(likedAt), now)}点的想见` : '还没点想见'}
          </View>
        </View>
        <Icon name="right" size="xs" />
      </Tap>
      <Comments comments={comments} />
      {interview && !interview.ended ? (
        <Tap className="sd-meet" role="link" onTap={() => go('interviewDetail', { roomId: interview.roomId })}>
          <Icon name="video" size="s" />
          <View>
            面试{formatDate(at, now)} {formatWeekday(at)} {formatHour(at)}
          </View>
          <Icon name="right" size="xs" />
        </Tap>
      ) : null}
      {open && shown ? (
        <View className="sd-acts">
          <Button kind="sec2" size="m" onTap={onReply}>
            {comments.length > 0 ? '回话' : '说一句'}
          </Button>
          {mayHost ? (
            <Button kind="plain" size="m" onTap={onPlan}>
              约面试
            </Button>
          ) : null}
          <Button kind="plain" size="m" label={`把${name}撤下`} onTap={onTakeOff}>
            撤下
          </Button>
        </View>
      ) : null}
    </Card>
  )
}

const Permitted = withPermission({ permission: 'customer:view', title: TITLE }, ShortlistDetail)

export default guardPage(Permitted)
