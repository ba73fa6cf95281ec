import type { NotificationPage } from '@qingpin/contract/notifications/notifications.enums'
import { go } from '@/app/pages'

type Opener = (id: string) => void

/** The page that a notification is about. */
const OPENERS: Readonly<Record<NotificationPage, Opener>> = {
  interviewRoom: (roomId) => go('interviewRoom', { roomId }),
  interviewDetail: (roomId) => go('interviewDetail', { roomId }),
  interviewGuest: (t) => go('interviewGuest', { t }),
  interviews: () => go('interviews'),
  customerDetail: (id) => go('customerDetail', { id }),
  records: () => go('records'),
  transferRequests: (box) => go('transferRequests', { box }),
  shortlistDetail: (id) => go('shortlistDetail', { id }),
  myResume: () => go('myResume'),
  resumeDetail: (id) => go('resumeDetail', { id }),
  myShares: (resumeId) => go('myShares', resumeId ? { resumeId } : {}),
  chat: (id) => go('chat', { id }),
  order: (id) => go('order', { id }),
  devices: () => go('devices'),
}

export const open = ({ page, id }: { readonly page: NotificationPage; readonly id: string | null }): void =>
  OPENERS[page](id ?? '')
