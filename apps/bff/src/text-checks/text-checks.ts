import type { Ctx } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { AppError } from '../errors.ts'
import { enqueue, type Queue } from '../jobs/index.ts'
import type { TextAuthor } from '../ports/content-check.port.ts'
import { findCheck, insertCheck, removeCheck, setState, type TextCheckRow, wechatIdOf } from './text-checks.repo.ts'

const QUEUE = 'text-checks'

/** What other people will see, by field. */
export type Texts = Readonly<Record<string, string | null | undefined>>
/** A text that is accepted although it was not passed: nobody could judge it, or somebody should look. */
export interface Unsettled {
  field: string
  text: string
  scene: TextAuthor['scene']
  state: 'waiting' | 'review'
}

const REFUSED = '这里有不合适公开的内容，请换个说法。'

/**
 * Has texts judged before they are kept. Fails with TEXT_REFUSED, which names the fields. When nobody can judge them now
 * they are accepted, and `keepUnsettled` makes sure that it is done later.
 */
export async function judgeTexts(ctx: Ctx, scene: TextAuthor['scene'], texts: Texts): Promise<Unsettled[]> {
  const given = Object.entries(texts).flatMap(([field, text]) => (text?.trim() ? [{ field, text }] : []))
  const { contentCheck } = ctx
  if (!contentCheck || given.length === 0) return []
  const wechatId = await ctx.db.tx((t) => wechatIdOf(t, ctx, ctx.actor?.accountId ?? null))
  const judged = await Promise.all(
    given.map(async (one) => {
      const verdict = await contentCheck.judge(one.text, { wechatId, scene }).catch(() => 'waiting' as const)
      return { ...one, scene, verdict }
    }),
  )
  const risky = judged.filter(({ verdict }) => verdict === 'risky')
  if (risky.length > 0)
    throw new AppError('TEXT_REFUSED', { details: risky.map(({ field }) => ({ field, message: REFUSED })) })
  return judged.flatMap(({ verdict, ...one }) =>
    verdict === 'waiting' || verdict === 'review' ? [{ ...one, state: verdict }] : [],
  )
}

/** Remembers what was accepted unjudged, in the transaction that keeps the text itself. */
export function* keepUnsettled(
  t: Q,
  ctx: Ctx,
  { subject, subjectId }: Pick<TextCheckRow, 'subject' | 'subjectId'>,
  unsettled: readonly Unsettled[],
): Op<void> {
  for (const { text, ...one } of unsettled) {
    const id = newId(ctx.now)
    const textSealed = ctx.cipher.seal('checkedText', text)
    const authorId = ctx.actor?.accountId ?? null
    yield* insertCheck(t, ctx, { ...one, id, subject, subjectId, textSealed, authorId, createdAt: ctx.now })
    if (one.state === 'waiting')
      yield* enqueue(t, ctx, { queue: QUEUE, data: { id }, key: id, runAt: ctx.now + 60_000 })
  }
}

/** Puts something harmless in the place of a text, if that still stands there. */
export type TakeDown = (t: Q, ctx: Ctx, where: { id: string; field: string; text: string }) => Op<void>

/** Asks again for a verdict that was not to be had; what turns out risky is taken down. */
export const textChecks = (takeDown: Record<TextCheckRow['subject'], TakeDown>): Queue => ({
  name: QUEUE,
  retries: 12,
  baseMs: 60_000,
  leaseMs: 60_000,
  async run(ctx, { id }) {
    const found = await ctx.db.tx(function* (t) {
      const row = yield* findCheck(t, ctx, String(id))
      return row && { row, wechatId: yield* wechatIdOf(t, ctx, row.authorId) }
    })
    if (found?.row.state !== 'waiting' || !ctx.contentCheck) return
    const { row, wechatId } = found
    const text = ctx.cipher.open('checkedText', row.textSealed)
    const verdict = await ctx.contentCheck.judge(text, { wechatId, scene: row.scene })
    await ctx.db.tx(function* (t) {
      if (verdict === 'pass') return yield* removeCheck(t, ctx, row.id)
      yield* setState(t, ctx, row.id, verdict === 'risky' ? 'refused' : 'review')
      if (verdict === 'risky') yield* takeDown[row.subject](t, ctx, { id: row.subjectId, field: row.field, text })
    })
  },
})
