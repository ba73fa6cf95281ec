import { labelOf } from '@qingpin/contract/core/choices'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { NOTIFICATION_GROUPS } from '@qingpin/contract/notifications/notifications.enums'
import { formatMinute, NOTIFICATION_DAYS } from '@qingpin/contract/notifications/notifications.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { serverNow } from '@/app/clock'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { Chips } from '@/ui/chips'
import { FieldError } from '@/ui/field-frame'
import { formatDay } from '@/ui/format-time'
import { Icon } from '@/ui/icon'
import { ListEnd } from '@/ui/list-end'
import { Skeleton } from '@/ui/skeleton'
import { Tap } from '@/ui/tap'
import { markAllRead, useNotifications, type Notification, type NotificationPage, type Part } from '../api'
import { NotificationRow } from './notification-row'
import './centre.scss'

const TITLE = '消息'

const EMPTY = {
  all: { title: '还没有消息', text: '面试、客户、简历有动静，都会到这里' },
  unread: { title: '都看过了', text: '有新的会排在这里' },
} as const

/** The chips: what was not read, all, and each group that has anything. */
function partsOf(counts: NotificationPage['counts'] | undefined) {
  const groups = (counts?.groups ?? []).map(({ group, unread }) => ({
    value: group as Part,
    label: labelOf(NOTIFICATION_GROUPS, group),
    count: unread || undefined,
  }))
  return [
    { value: 'all' as Part, label: '全部' },
    { value: 'unread' as Part, label: '没看的', count: counts?.unread || undefined },
    ...groups,
  ]
}

interface Day {
  readonly day: string
  readonly items: Notification[]
}

/** The rows of each day together, in their order. */
function daysOf(items: readonly Notification[], now: number): Day[] {
  const days: Day[] = []
  for (const one of items) {
    const day = formatDay(Date.parse(one.at), now)
    const last = days.at(-1)
    if (last?.day === day) last.items.push(one)
    else days.push({ day, items: [one] })
  }
  return days
}

/** Everything that the account was notified of. */
function Centre() {
  const [part, setPart] = useState<Part>('all')
  const list = useNotifications(part)
  const first = list.data?.[0]
  const newest = first?.items[0]?.id
  const group = first?.counts.groups.find((one) => one.group === part)
  const account = useAccount()
  const isStaff = account !== undefined && isStaffRole(account.role)
  const end = `${NOTIFICATION_DAYS}天前的会清掉${isStaff ? '，客户的往来记录里都有' : ''}`
  const unread = group ? group.unread : (first?.counts.unread ?? 0)
  const { run, busy, problem } = useAction(async () => {
    if (newest) await markAllRead(part, newest)
  })
  return (
    <Screen
      title={TITLE}
      pad={false}
      query={list}
      isEmpty={([page]) => page === undefined || page.items.length === 0}
      onEnd={list.loadMore}
      head={<Chips<Part> scroll options={partsOf(first?.counts)} value={[part]} onTap={setPart} />}
      skeleton={<Skeleton rows={6} />}
      empty={{ art: 'interviews', ...EMPTY[part === 'unread' ? 'unread' : 'all'] }}
    >
      {(pages) => (
        <View className="nt">
          <QuietCard quiet={pages[0]?.quiet} />
          {problem ? <FieldError {...problem} /> : null}
          {daysOf(
            pages.flatMap(({ items }) => items),
            serverNow(),
          ).map(({ day, items }, i) => (
            <View key={day}>
              <View className="nt-day">
                <View className="nt-day__name">{day}</View>
                {i === 0 && unread > 0 ? (
                  <Tap className="nt-day__act" disabled={busy} onTap={() => void run()}>
                    全部看过了
                  </Tap>
                ) : null}
              </View>
              <View className="nt-list">
                {items.map((one) => (
                  <NotificationRow key={one.id} notification={one} />
                ))}
              </View>
            </View>
          ))}
          <ListEnd list={list} />
          {list.more ? null : <View className="nt-end">{end}</View>}
        </View>
      )}
    </Screen>
  )
}

/** When nothing but the urgent leaves the app; the way to change it. */
function QuietCard({ quiet }: { readonly quiet: NotificationPage['quiet'] | undefined }) {
  const hours = quiet?.on
    ? `${formatMinute(quiet.from)}–${formatMinute(quiet.to)} 不打扰，只收到这里`
    : '没有设不打扰的时间'
  return (
    <View className="nt-quiet">
      <Icon name="moonhome" size="s" />
      <View className="nt-quiet__text">
        <View className="nt-quiet__hours">{hours}</View>
        <View className="nt-quiet__note">有人在门外等、换设备登录，照样提醒</View>
      </View>
      <Tap className="nt-quiet__act" label="改不打扰的时间" onTap={() => go('notificationPreferences')}>
        改
      </Tap>
    </View>
  )
}

export default guardPage(Centre)
