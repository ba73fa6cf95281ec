import { runTopic } from '@qingpin/contract/assistant/assistant.events'
import { accountIdOf, type Ctx } from '../../context.ts'
import type { Op, Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { append, type Reveal } from '../../events/index.ts'
import { findRun } from './runs.repo.ts'

export type Said = { kind: 'thinking' | 'text'; text: string }
interface SealedText {
  sealed: string
}
const isSealed = (data: unknown): data is SealedText => typeof data === 'object' && data !== null && 'sealed' in data

/** Puts a piece of an answer on the run's topic, sealed: what is written is personal. */
export function* say(t: Q, ctx: Pick<Ctx, 'db' | 'now' | 'cipher'>, runId: string, { kind, text }: Said): Op<void> {
  const data: SealedText = { sealed: ctx.cipher.seal('chatText', text) }
  yield* append(t, ctx, runTopic(runId), { type: kind, data })
}

/** What a reader gets: pieces of text opened, all else as it is. */
export const revealWith =
  ({ cipher }: Pick<Ctx, 'cipher'>): Reveal =>
  (data) =>
    isSealed(data) ? { text: cipher.open('chatText', data.sealed) } : data

/** Only who asked may follow, and only until the topic is forgotten: then the answer stands in the conversation. */
export async function guardRun(ctx: Ctx, runId: string): Promise<Reveal> {
  const accountId = accountIdOf(ctx)
  const run = accountId === null ? undefined : await findRun(ctx, runId, accountId)
  if (!run || run.forgottenAt !== null) throw new AppError('NOT_FOUND')
  return revealWith(ctx)
}
