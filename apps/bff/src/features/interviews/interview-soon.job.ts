import type { Queue } from '../../jobs/index.ts'
import { notify } from '../notifications/index.ts'
import { INTERVIEW_SOON } from './interviews.rules.ts'
import { workerOf } from './planned.service.ts'
import { roomsById } from './rooms.repo.ts'

/** Reminds host and worker of an interview that is still planned. */
export const interviewSoon: Queue = {
  ...INTERVIEW_SOON,
  run: (ctx, { room: id }) =>
    ctx.db.tx(function* (t) {
      const [room] = yield* roomsById(t, ctx, [String(id)])
      if (!room || room.state !== 'scheduled') return
      for (const accountId of [room.hostId, yield* workerOf(t, ctx, room)]) {
        const key = `soon ${room.id} ${room.scheduledAt}`
        if (accountId) yield* notify(t, ctx, { accountId, kind: 'interview-soon', subjectId: room.id, key })
      }
    }),
}
