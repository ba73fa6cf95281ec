import type { TimelineSource } from '../customers/index.ts'
import { roomsOfCustomer } from './customer-entries.repo.ts'
import type { RoomRow } from './rooms.repo.ts'

const STATES = { scheduled: '还没开始', open: '正在进行', ended: '已经结束' } as const

const entryOf = (room: RoomRow) => ({
  id: room.id,
  kind: 'interview' as const,
  at: room.createdAt,
  byId: room.hostId,
  title: `视频面试：${room.title}`,
  text: [room.candidateName, STATES[room.state]].filter(Boolean).join('，'),
  due: room.scheduledAt,
  roomId: room.roomId,
})

/** Interviews in the history of a customer. */
export const interviewEntries: TimelineSource = {
  kind: 'interview',
  *entriesOf(t, ctx, page) {
    return (yield* roomsOfCustomer(t, ctx, page)).map(entryOf)
  },
}
