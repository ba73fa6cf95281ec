import { accountIdOf, type Ctx } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { AppError } from '../errors.ts'
import { enqueue, type Queue } from '../jobs/index.ts'
import type { TextAuthor, TextVerdict } from '../ports/content-check.port.ts'
import { findCheck, insertCheck, removeCheck, setState, type TextCheckRow } from './moderation.repo.ts'

const QUEUE = 'text-checks'

/** What other people will see, by field. */
export type Texts = Readonly<Record<string, string | null | undefined>>
interface Given {
  field: string
  text: string
}

/** A text that is accepted although it was not passed: nobody could judge it, or somebody should look. */
export interface Unsettled extends Given {
  scene: TextAuthor['scene']
  state: 'waiting' | 'review'
}

const REFUSED = '这里有不合适公开的内容，请换个说法。'

/** Texts that are judged together: as many as fit into one call, so that a long form costs no more than a short one. */
function together(given: readonly Given[], longest: number): Given[][] {
  const groups: Given[][] = []
  let left = 0
  for (const one of given) {
    const length = [...one.text].length + 1
    if (length > left) {
      groups.push([])
      left = longest
    }
    groups.at(-1)?.push(one)
    left -= length
  }
  return groups
}

type Verdict = TextVerdict | 'waiting'
type Judge = (texts: readonly Given[]) => Promise<Verdict>

/**
 * Which of some texts got them a verdict: halves are judged until one is left, and that by itself, for together they may
 * say what none of them says. `waiting` where nobody can judge any more.
 */
async function theOneAmong(texts: readonly Given[], verdict: Verdict, judge: Judge): Promise<Given | Verdict> {
  let [some, seen] = [texts, verdict]
  while (some.length > 1) {
    const half = some.slice(0, Math.ceil(some.length / 2))
    const said = await judge(half)
    if (said === 'waiting') return said
    ;[some, seen] = said === verdict ? [half, said] : [some.slice(half.length), 'pass']
  }
  const [one] = some
  const last = seen === verdict ? seen : await judge(some)
  return last === verdict && one ? one : last
}

function* authorOf(t: Q, ctx: Ctx, accountId: string | null): Op<string | null> {
  return accountId === null ? null : yield* ctx.wechatIdOf(t, ctx, accountId)
}

/**
 * Has texts judged before they are kept. Fails with TEXT_REFUSED, which names the field. When nobody can judge them now
 * they are accepted, and `keepUnsettled` makes sure that it is done later. One request takes one of the vendor's places
 * at a time, however much it says.
 */
export async function judgeTexts(ctx: Ctx, scene: TextAuthor['scene'], texts: Texts): Promise<Unsettled[]> {
  const given = Object.entries(texts).flatMap(([field, text]) => (text?.trim() ? [{ field, text }] : []))
  const { contentCheck } = ctx
  if (!contentCheck || given.length === 0) return []
  const wechatId = await ctx.db.tx((t) => authorOf(t, ctx, accountIdOf(ctx)))
  const judge: Judge = (some) =>
    contentCheck.judge(some.map(({ text }) => text).join('\n'), { wechatId, scene }).catch(() => 'waiting' as const)
  const unsettled: Unsettled[] = []
  let state: 'pass' | Unsettled['state'] = 'pass'
  for (const group of together(given, contentCheck.longest)) {
    // Who has no verdict to give now is not asked on.
    const verdict: Verdict = state === 'waiting' ? state : await judge(group)
    const bad: Given | Verdict =
      verdict === 'risky' || verdict === 'review' ? await theOneAmong(group, verdict, judge) : verdict
    const one = typeof bad === 'object' ? bad : undefined
    if (one && verdict === 'risky') {
      throw new AppError('TEXT_REFUSED', { details: [{ field: one.field, message: REFUSED }] })
    }
    if (verdict === 'pass') continue
    state = bad === 'waiting' ? 'waiting' : 'review'
    for (const text of one ? [one] : group) unsettled.push({ ...text, scene, state })
  }
  return unsettled
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
    const authorId = accountIdOf(ctx)
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
      return row && { row, wechatId: yield* authorOf(t, ctx, row.authorId) }
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
