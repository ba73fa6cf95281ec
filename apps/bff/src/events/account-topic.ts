import { type AccountEvents, type AccountEventType, accountTopic } from '@qingpin/contract/events/account.events'
import { accountIdOf, type Ctx } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { supersede } from './events.repo.ts'
import type { TopicGuard } from './topics.ts'

/**
 * Publishes an event on the topic of an account, inside the caller's transaction: all open devices and tabs of the
 * account read it when that commits. Its data names rows by id only, because it is stored as it is.
 */
export function* notifyAccount<K extends AccountEventType>(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'now'>,
  accountId: string,
  type: K,
  data: AccountEvents[K],
): Op<void> {
  yield* supersede(t, ctx, accountTopic(accountId), { type, data })
}

/** Guards the topics of accounts: each is read with a session of its account only. */
export const guardAccount: TopicGuard = async (ctx, id) => {
  if (accountIdOf(ctx) !== id) throw new AppError('NOT_FOUND')
}
