import { LEFT_AFTER_MS } from '@qingpin/contract/interviews/interviews.rules'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { isSilent } from './interviews.rules.ts'
import { changeParticipant, departed, type ParticipantRow, presentParticipants } from './participants.repo.ts'
import type { RoomRow } from './rooms.repo.ts'

/**
 * Marks silent participants as offline, and guests who stayed silent as left. No timer does it: it runs with the calls of
 * the others. Gives the ids of participants that changed.
 * @param except the participant who calls
 */
export function* expireSilent(t: Q, ctx: Ctx, room: RoomRow, except?: ParticipantRow): Op<string[]> {
  const changed: string[] = []
  for (const one of yield* presentParticipants(t, ctx, room.id)) {
    if (one.id === except?.id || !isSilent(one, ctx.now)) continue
    const left = one.role !== 'host' && one.lastSeenAt < ctx.now - LEFT_AFTER_MS
    if (!left && !one.online) continue
    yield* changeParticipant(t, ctx, one, left ? departed(ctx) : { online: false })
    changed.push(one.id)
  }
  return changed
}
