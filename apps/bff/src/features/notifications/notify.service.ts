import { kindSpec, type NotificationKind } from '@qingpin/contract/notifications/notifications.enums'
import type { Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { notifyAccount } from '../../events/index.ts'
import { enqueue } from '../../jobs/index.ts'
import { insertNotification } from './notifications.repo.ts'
import { GATHER, GATHER_MS } from './notifications.rules.ts'
import type { NotificationFacts } from './notifications.table.ts'

export interface NewNotification {
  accountId: string
  kind: NotificationKind
  /** The row that it is about; its feature describes it to the reader. */
  subjectId?: string | undefined
  /** Ids, counts and days that the sentence needs; nothing that names a person. */
  facts?: NotificationFacts
  /** The account is notified once under it, however often its cause is found. */
  key?: string
}

/**
 * Notifies an account inside the caller's transaction: open devices read it when that commits, and a job sees to what
 * leaves the app. The sentence is made when it is read, of what the reader may see then.
 */
export function* notify(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'now'>,
  { accountId, kind, subjectId, facts = {}, key }: NewNotification,
): Op<void> {
  const row = yield* insertNotification(t, ctx, {
    accountId,
    kind,
    subjectId: subjectId ?? null,
    facts,
    key: key ?? null,
  })
  if (!row) return
  yield* notifyAccount(t, ctx, accountId, 'notifications', { change: 'new' })
  const runAt = kindSpec(kind).urgent ? ctx.now : ctx.now + GATHER_MS
  yield* enqueue(t, ctx, { queue: GATHER.name, data: { account: accountId, kind }, runAt })
}
