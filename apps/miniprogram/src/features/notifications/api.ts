import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import type { DeliveryState, NotificationGroup } from '@qingpin/contract/notifications/notifications.enums'
import { useEffect } from 'react'
import { api } from '@/app/api'
import { onAccountEvent } from '@/app/events/account-events'
import { useInfinite } from '@/app/infinite'
import { invalidate, mutateData, useQuery, type QueryKey } from '@/app/query'
import { showUnread } from '@/app/unread'

export type NotificationPage = ReplyOf<ContractMap['GET /api/notifications']>
export type Notification = NotificationPage['items'][number]
export type Preferences = ReplyOf<ContractMap['GET /api/notifications/preferences']>
type PreferencesBody = NonNullable<Options<ContractMap['PUT /api/notifications/preferences']>['body']>
type DeliveryPage = ReplyOf<ContractMap['GET /api/notifications/deliveries']>
export type Delivery = DeliveryPage['items'][number]

/** What the chips of the centre choose. */
export type Part = 'all' | 'unread' | NotificationGroup

const KEY: QueryKey = ['notifications']

const queryOf = (part: Part) => (part === 'all' ? {} : part === 'unread' ? { unread: '1' as const } : { group: part })

/** The notifications page by page: each brings the counts of all. */
export function useNotifications(part: Part) {
  const list = useInfinite<NotificationPage, string>(
    [...KEY, part],
    async (cursor) => {
      const page = await api('GET /api/notifications', { query: { ...queryOf(part), ...(cursor ? { cursor } : {}) } })
      showUnread(page.counts.unread)
      return { items: [page], next: page.nextCursor ?? undefined }
    },
    { persist: part === 'all' },
  )
  const { refetch } = list
  useEffect(
    () => onAccountEvent('notifications', ({ change }) => void (change === 'new' ? refetch() : undefined)),
    [refetch],
  )
  return list
}

/** A row that was opened is read; the page that opens needs no answer to that. */
export function markRead({ id, read }: Notification): void {
  if (read) return
  void api('POST /api/notifications/{id}/read', { params: { id } })
    .then(({ unread }) => {
      showUnread(unread)
      invalidate(KEY)
    })
    .catch(() => undefined)
}

export async function markAllRead(part: Part, newest: string): Promise<void> {
  const group = part === 'all' || part === 'unread' ? {} : { group: part }
  const { unread } = await api('POST /api/notifications/read', { body: { ...group, upTo: newest } })
  showUnread(unread)
  invalidate(KEY)
}

const PREFERENCES_KEY = [...KEY, 'preferences']

export const usePreferences = () => useQuery(PREFERENCES_KEY, () => api('GET /api/notifications/preferences'))

/** Shows a change at once and sends all of it; a refusal takes it back. @param change of what stands by then */
export const changePreferences = (change: (now: Preferences) => Partial<PreferencesBody>): Promise<void> =>
  mutateData<Preferences>(
    PREFERENCES_KEY,
    (now) => ({ ...now, ...change(now) }),
    ({ quiet, wechatOff, smsOn }) => api('PUT /api/notifications/preferences', { body: { quiet, wechatOff, smsOn } }),
    [KEY],
  )

export const useDeliveries = (state: DeliveryState | 'all') =>
  useInfinite<Delivery, string>([...KEY, 'deliveries', state], async (cursor) => {
    const chosen = state === 'all' ? {} : { state }
    const page = await api('GET /api/notifications/deliveries', {
      query: { ...chosen, ...(cursor ? { cursor } : {}) },
    })
    return { items: page.items, next: page.nextCursor ?? undefined }
  })
