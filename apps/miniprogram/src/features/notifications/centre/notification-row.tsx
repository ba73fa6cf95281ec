import { MINUTE_MS } from '@qingpin/contract/core/days'
import type { NotificationKind } from '@qingpin/contract/notifications/notifications.enums'
import { View } from '@tarojs/components'
import { serverNow } from '@/app/clock'
import { useIdempotencyKey } from '@/app/idempotency'
import { askToSubscribe } from '@/app/subscribe'
import { useAction } from '@/app/use-action'
import { hasSubscribe } from '@/platform/subscribe'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { formatHour } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon-names'
import { classNames } from '@/ui/class-names'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { markRead, type Notification } from '../api'
import { open } from '../open'
import { answerFromCentre } from './answer'

const ICONS: Readonly<Record<NotificationKind, IconName>> = {
  'guest-waiting': 'video',
  'interview-planned': 'calendar',
  'interview-soon': 'clock',
  'interview-cancelled': 'calendar',
  'customer-assigned': 'users',
  'transfer-asked': 'swap',
  'transfer-answered': 'swap',
  'customer-reminder': 'clock',
  'shortlist-reaction': 'heart',
  'placement-ending': 'flag',
  'worker-listed': 'eye',
  'worker-unlisted': 'eye-off',
  'share-viewed': 'share',
  'share-ending': 'link',
  'answer-finished': 'message',
  'payment-credited': 'coin',
  'content-refused': 'eye-off',
  'new-login': 'lock',
  'quiet-digest': 'moonhome',
}

/** 刚刚, or the hour of its day. */
const timeOf = (at: number, now: number) => (now - at < MINUTE_MS ? '刚刚' : formatHour(at))

/** One notification: a tap opens exactly what it is about. */
export function NotificationRow({ notification }: { readonly notification: Notification }) {
  const { kind, read, title, text, at, opens, action, transfer, outside } = notification
  const openIt = opens
    ? () => {
        markRead(notification)
        open(opens)
      }
    : () => markRead(notification)
  return (
    <Tap className={classNames('nt-row', !read && 'nt-row--new')} role={opens ? 'link' : 'button'} onTap={openIt}>
      <View className="nt-row__lead">
        {read ? null : <View className="nt-row__dot" />}
        <Icon name={ICONS[kind]} size="s" />
      </View>
      <View className="nt-row__body">
        <View className="nt-row__top">
          <View className="nt-row__title">{title}</View>
          <View className="nt-row__at">{timeOf(Date.parse(at), serverNow())}</View>
        </View>
        {text ? <View className="nt-row__text">{text}</View> : null}
        {transfer ? <TransferActs notification={notification} transfer={transfer} /> : null}
        {outside ? <Outside outside={outside} /> : null}
        {action ? (
          <View className="nt-row__acts">
            <Button kind="sec2" size="s" onTap={openIt}>
              {action}
            </Button>
          </View>
        ) : null}
      </View>
    </Tap>
  )
}

interface TransferActsProps {
  readonly notification: Notification
  readonly transfer: string
}

/** A request of a colleague is answered where it is read. */
function TransferActs({ notification, transfer }: TransferActsProps) {
  const keyFor = useIdempotencyKey()
  const { run, running, busy, problem } = useAction(async (accept: boolean) => {
    await answerFromCentre(transfer, accept, keyFor({ transfer, accept }))
    markRead(notification)
    toast(accept ? '转给同事了' : '回过话了，客户还归您')
  })
  const button = (accept: boolean) => ({
    size: 's' as const,
    busy: running?.[0] === accept,
    disabled: busy && running?.[0] !== accept,
    onTap: () => void run(accept),
  })
  return (
    <View>
      <View className="nt-row__acts">
        <Button kind="plain" busyText="正在回" {...button(false)}>
          先不转
        </Button>
        <Button kind="sec2" busyText="正在转" {...button(true)}>
          转给同事
        </Button>
      </View>
      {problem ? <FieldError {...problem} /> : null}
    </View>
  )
}

/** Why it is here alone, and what helps the next time. */
function Outside({ outside }: { readonly outside: NonNullable<Notification['outside']> }) {
  const { text, subscribe } = outside
  const { run, problem } = useAction(async (asked: Promise<number>) => {
    const n = await asked
    toast(n > 0 ? '订好了，下一条会发到微信' : '没有订，消息还是会到这里')
  })
  return (
    <View className="nt-out">
      <Icon name="bell" size="xs" />
      <View className="nt-out__text">
        {text}
        {subscribe && hasSubscribe ? (
          <Tap className="nt-out__act" onTap={() => void run(askToSubscribe([subscribe]))}>
            再订阅一次
          </Tap>
        ) : null}
        {problem ? <FieldError {...problem} /> : null}
      </View>
    </View>
  )
}
