import { accountIdOf, type Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Reveal } from '../../events/index.ts'
import { revealWith } from './run.rules.ts'
import { findRun } from './runs.repo.ts'

/** Lets the owner of a run read its topic until the topic expires; NOT_FOUND otherwise. */
export async function guardRun(ctx: Ctx, runId: string): Promise<Reveal> {
  const accountId = accountIdOf(ctx)
  const run = accountId === null ? undefined : await findRun(ctx, runId, accountId)
  if (!run || run.topicExpiredAt !== null) throw new AppError('NOT_FOUND')
  return revealWith(ctx)
}
