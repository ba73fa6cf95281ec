import type { Role } from '@qingpin/contract/core/policy'
import * as audit from '../../audit/audit.ts'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { requireAccount } from '../auth/index.ts'
import { countLive, lockLive, ownerOf } from './handover.repo.ts'
import { notifyHost } from './room-events.service.ts'
import { setRoom } from './rooms.repo.ts'
import { endLocked } from './rooms.service.ts'

/** How many rooms of each host have not ended; who has none stands in no entry. */
export function* liveRooms(t: Q, ctx: Pick<Ctx, 'db'>, hostIds: readonly string[]): Op<Map<string, number>> {
  if (hostIds.length === 0) return new Map()
  return new Map((yield* countLive(t, ctx, hostIds)).map(({ hostId, n }) => [hostId, Number(n)]))
}

/**
 * Gives the planned interviews of a host to the owner of their customer, else to the heir. One that is open ends: its
 * host is gone.
 */
export function* handOverRooms(
  t: Q,
  ctx: Ctx,
  { from, heir, by }: { from: string; heir: string; by: { id: string; role: Role } },
): Op<{ id: string; toId: string | null }[]> {
  const moved: { id: string; toId: string | null }[] = []
  for (const room of yield* lockLive(t, ctx, from)) {
    if (room.state === 'open') {
      yield* endLocked(t, ctx, room)
      moved.push({ id: room.id, toId: null })
      continue
    }
    const owner = room.customerId === null ? null : yield* ownerOf(t, ctx, room.customerId)
    const toId = owner === null || owner === from ? heir : owner
    const { name } = yield* requireAccount(t, ctx, toId)
    const next = yield* setRoom(t, ctx, room.id, { hostId: toId, hostName: name })
    yield* audit.record(t, ctx, {
      action: 'room.handover',
      subjectId: room.id,
      changes: { hostId: [from, toId] },
      actor: by,
    })
    if (next) yield* notifyHost(t, ctx, next)
    moved.push({ id: room.id, toId })
  }
  return moved
}
