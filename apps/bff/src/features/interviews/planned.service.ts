import { USUAL_INVITE } from '@qingpin/contract/interviews/interviews.rules'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { enqueue } from '../../jobs/index.ts'
import { notify } from '../notifications/index.ts'
import { INTERVIEW_SOON, SOON_MS } from './interviews.rules.ts'
import { issueInvite } from './invites.service.ts'
import { type RoomRow, workerAccounts } from './rooms.repo.ts'

/** The account of the worker whose resume a room is about, where she has one of her own. */
export function* workerOf(t: Q, ctx: Pick<Ctx, 'db'>, { resumeId, hostId }: RoomRow): Op<string | undefined> {
  const account = resumeId === null ? undefined : (yield* workerAccounts(t, ctx, [resumeId])).get(resumeId)
  return account === hostId ? undefined : account
}

/** Notifies the worker of an interview that was planned for her, with a way in, and has both sides reminded of it. */
export function* announcePlanned(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  const worker = yield* workerOf(t, ctx, room)
  if (worker) {
    yield* issueInvite(t, ctx, room, { role: 'worker', ...USUAL_INVITE })
    yield* notify(t, ctx, { accountId: worker, kind: 'interview-planned', subjectId: room.id })
  }
  yield* remindLater(t, ctx, room)
}

/** Enqueues the reminder of a planned interview; one that begins at once needs none. */
function* remindLater(t: Q, ctx: Ctx, { id, scheduledAt }: RoomRow): Op<void> {
  const runAt = (scheduledAt ?? 0) - SOON_MS
  if (runAt > ctx.now) yield* enqueue(t, ctx, { queue: INTERVIEW_SOON.name, data: { room: id }, key: id, runAt })
}

/** Notifies the worker that an interview, which has not begun, will not be held. */
export function* announceCancelled(t: Q, ctx: Ctx, room: RoomRow): Op<void> {
  const worker = yield* workerOf(t, ctx, room)
  if (worker) yield* notify(t, ctx, { accountId: worker, kind: 'interview-cancelled', subjectId: room.id })
}
