import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { serverNow } from '@/app/clock'
import type { OutboxItem } from '@/app/outbox/items'
import type { SentItem } from '@/app/outbox/outbox'
import { isParked, rewrite, sendAgain } from '@/app/outbox/sender'
import { go } from '@/app/pages'
import { FieldError } from '@/ui/field-frame'
import { formatTime } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon-names'
import type { Problem } from '@/ui/read-error'
import { Tap } from '@/ui/tap'
import { wayTo } from '../duplicate-dialog'
import { kindOf, summaryOf } from './words'

type Tone = 'ok' | 'accent' | 'ink' | 'warn'

interface LineProps {
  readonly item: OutboxItem
  readonly icon: IconName
  readonly tone: Tone
  readonly status: string
  readonly problem?: Problem | undefined
  readonly children?: ReactNode
}

function Line({ item, icon, tone, status, problem, children }: LineProps) {
  const now = serverNow()
  return (
    <View className="ob-row">
      <View className={`ob-row__icon ob-row__icon--${tone}`}>
        <Icon name={icon} />
      </View>
      <View className="ob-row__body">
        <View className="ob-row__top">
          <View className="ob-row__title">
            {kindOf(item)}
            <View className="ob-row__sep" />
            {item.name}
          </View>
          <View className="ob-row__time">{formatTime(item.at, now)} 写</View>
        </View>
        <View className="ob-row__text">{summaryOf(item, now)}</View>
        <View className="ob-row__foot">
          <View className={`ob-row__status ob-row__status--${tone}`}>{status}</View>
          {children ? <View className="ob-row__acts">{children}</View> : null}
        </View>
        {problem ? <FieldError {...problem} /> : null}
      </View>
    </View>
  )
}

/** What was sent since the app was opened. */
export function SentRow({ sent: { item, at, customerId } }: { readonly sent: SentItem }) {
  return (
    <Line item={item} icon="light-ok" tone="ok" status={`${formatTime(at, serverNow())} 发出去了`}>
      {customerId ? (
        <Act plain onTap={() => go('customerDetail', { id: customerId })}>
          打开
        </Act>
      ) : null}
    </Line>
  )
}

interface ItemRowProps {
  readonly item: OutboxItem
  /** Its place among those that wait, from 1. */
  readonly place: number
  readonly sending: boolean
  readonly onEdit: () => void
  readonly onDrop: () => void
  /** Asks the colleague who has the number. */
  readonly onAsk: () => void
  readonly problem: Problem | undefined
}

export function ItemRow({ item, place, sending, onEdit, onDrop, onAsk, problem }: ItemRowProps) {
  const { state, kind, refusal } = item
  if (sending) return <Line item={item} icon="refresh" tone="accent" status="正在发" />
  if (isParked(item)) {
    return (
      <Line item={item} icon="light-warn" tone="warn" status={`${reasonOfDelay(item)}先放着，过一会儿再发。`}>
        <Act onTap={() => sendAgain(item.id)}>现在再发</Act>
        <Act plain onTap={onDrop}>
          不发了
        </Act>
      </Line>
    )
  }
  if (item.unknown) {
    return <Line item={item} icon="clock" tone="ink" status="发过一次，没等到回答。会再发，不会重复。" />
  }
  const acts = (
    <>
      <Act onTap={onEdit}>改</Act>
      <Act plain onTap={onDrop}>
        {kind === 'customer' ? '不建了' : '不发了'}
      </Act>
    </>
  )
  if (state === 'refused') {
    const what = kind === 'customer' ? '没建成' : '没发成'
    const way = wayTo(existingIn(refusal?.details))
    const isRequested = refusal?.code === REQUESTED
    const reason = isRequested ? '已经请同事转给您了，等回答。' : `${what}：${reasonOf(item)}`
    return (
      <Line item={item} icon="light-warn" tone="warn" status={`${reason}您写的都留着。`} problem={problem}>
        {isWithColleague(refusal?.details) && !isRequested ? <Act onTap={onAsk}>请同事转给我</Act> : null}
        {way ? (
          <Act plain onTap={way.onTap}>
            {way.text}
          </Act>
        ) : null}
        {refusal?.code === 'DUPLICATE_WECHAT' ? (
          <Act plain onTap={() => rewrite(item.id, { body: { ...item.body, allowDuplicateWechat: true } })}>
            {kind === 'customer' ? '照样录' : '照样存'}
          </Act>
        ) : null}
        {acts}
      </Line>
    )
  }
  if (state === 'conflict') return <Line item={item} icon="light-warn" tone="warn" status="两边都改了，上面等您定" />
  if (item.delay) {
    return (
      <Line item={item} icon="clock" tone="warn" status={`${reasonOfDelay(item)}过一会儿再发。`}>
        {acts}
      </Line>
    )
  }
  return (
    <Line item={item} icon="clock" tone="ink" status={`排在第${place}`}>
      {acts}
    </Line>
  )
}

/** Stands for the refusal once the colleague was asked. */
export const REQUESTED = 'TRANSFER_ASKED'

interface Detail {
  readonly where?: string
  readonly message?: string
  readonly existingId?: string
}
const detailsOf = (details: unknown): readonly Detail[] =>
  Array.isArray(details) ? (details as readonly Detail[]) : []
const existingIn = (details: unknown) => detailsOf(details).find(({ existingId }) => existingId) ?? {}

const isWithColleague = (details: unknown) => detailsOf(details).some(({ where }) => where === 'colleague')

/** The sentence at the field says more than that of the refusal. */
function reasonOf({ refusal }: OutboxItem): string {
  const sentences = detailsOf(refusal?.details).flatMap(({ message }) => message ?? [])
  return sentences.length > 0 ? sentences.join('') : (refusal?.message ?? '')
}

const reasonOfDelay = ({ delay }: OutboxItem): string => `发了${delay?.times ?? 0}次没发成：${delay?.message ?? ''}`

interface ActProps {
  readonly plain?: boolean
  readonly onTap: () => void
  readonly children: string
}

const Act = ({ plain = false, onTap, children }: ActProps) => (
  <Tap className={plain ? 'ob-act ob-act--plain' : 'ob-act'} onTap={onTap}>
    {children}
  </Tap>
)
