import { accountIdOf, type Ctx } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { AppError } from '../errors.ts'
import { enqueue, type Queue } from '../jobs/index.ts'
import type { TextAuthor, TextVerdict } from '../ports/content-check.port.ts'
import {
  countInReview,
  findOpen,
  findInReview,
  findText,
  insertText,
  type ModeratedFieldRow,
  removeText,
  setState,
} from './moderation.repo.ts'
import { type FieldText, FIRST_TRY_MS, groupsOf, MODERATION } from './moderation.rules.ts'

/** Texts that other people will see, by field. */
export type ModeratedFields = Readonly<Record<string, string | null | undefined>>

/** A text that is accepted without having passed: the vendor gave no verdict, or wants a person to look. */
export interface Unjudged extends FieldText {
  scene: TextAuthor['scene']
  state: 'waiting' | 'review'
}

const REFUSED = '这里有不合适公开的内容，请换个说法。'

type Verdict = TextVerdict | 'waiting'
type Judge = (texts: readonly FieldText[]) => Promise<Verdict>

/**
 * The text among several that caused their verdict: halves are judged until one is left, and that one alone, because
 * texts may be risky together that are harmless alone. `waiting` where the vendor stops answering.
 */
async function culpritAmong(texts: readonly FieldText[], verdict: Verdict, judge: Judge): Promise<FieldText | Verdict> {
  let [some, seen] = [texts, verdict]
  while (some.length > 1) {
    const half = some.slice(0, Math.ceil(some.length / 2))
    const judged = await judge(half)
    if (judged === 'waiting') return judged
    ;[some, seen] = judged === verdict ? [half, judged] : [some.slice(half.length), 'pass']
  }
  const [one] = some
  const last = seen === verdict ? seen : await judge(some)
  return last === verdict && one ? one : last
}

function* authorOf(t: Q, ctx: Ctx, accountId: string | null): Op<string | null> {
  return accountId === null ? null : yield* ctx.wechatIdOf(t, ctx, accountId)
}

/**
 * Has texts judged before they are stored; throws TEXT_REFUSED with the field. Without a verdict they are accepted, and
 * given back for `persistUnjudged`, which has them judged later. A request makes one call at a time.
 */
export async function moderateFields(
  ctx: Ctx,
  scene: TextAuthor['scene'],
  fields: ModeratedFields,
): Promise<Unjudged[]> {
  const texts = Object.entries(fields).flatMap(([field, text]) => (text?.trim() ? [{ field, text }] : []))
  const { contentCheck } = ctx
  if (!contentCheck || texts.length === 0) return []
  const wechatId = await ctx.db.tx((t) => authorOf(t, ctx, accountIdOf(ctx)))
  const judge: Judge = (some) =>
    contentCheck.judge(some.map(({ text }) => text).join('\n'), { wechatId, scene }).catch(() => 'waiting' as const)
  const unjudged: Unjudged[] = []
  let state: 'pass' | Unjudged['state'] = 'pass'
  for (const group of groupsOf(texts, contentCheck.longest)) {
    // A vendor that gave no verdict is not asked again in this request.
    const verdict: Verdict = state === 'waiting' ? state : await judge(group)
    const culprit: FieldText | Verdict =
      verdict === 'risky' || verdict === 'review' ? await culpritAmong(group, verdict, judge) : verdict
    const one = typeof culprit === 'object' ? culprit : undefined
    if (one && verdict === 'risky') {
      throw new AppError('TEXT_REFUSED', { details: [{ field: one.field, message: REFUSED }] })
    }
    if (verdict === 'pass') continue
    // Unjudged ones are kept one and all: nobody has said that any of them is harmless.
    state = culprit === 'waiting' ? 'waiting' : 'review'
    for (const text of one ? [one] : group) unjudged.push({ ...text, scene, state })
  }
  return unjudged
}

/** Stores what was accepted without a verdict, in the transaction that stores the texts themselves. */
export function* persistUnjudged(
  t: Q,
  ctx: Ctx,
  { subject, subjectId }: Pick<ModeratedFieldRow, 'subject' | 'subjectId'>,
  unjudged: readonly Unjudged[],
): Op<void> {
  for (const { text, ...one } of unjudged) {
    const id = newId(ctx.now)
    const textSealed = ctx.cipher.seal('checkedText', text)
    const authorId = accountIdOf(ctx)
    yield* insertText(t, ctx, { ...one, id, subject, subjectId, textSealed, authorId, createdAt: ctx.now })
    if (one.state === 'waiting')
      yield* enqueue(t, ctx, { queue: MODERATION.name, data: { id }, key: id, runAt: ctx.now + FIRST_TRY_MS })
  }
}

/** Replaces a risky text by something harmless, if it is still there. */
export type Moderate = (t: Q, ctx: Ctx, where: { id: string; field: string; text: string }) => Op<void>

/** Has a text that a member of staff refused replaced. */
function* replaceRefused(
  t: Q,
  ctx: Ctx,
  id: string,
  moderators: Record<ModeratedFieldRow['subject'], Moderate>,
): Op<void> {
  const row = yield* findText(t, ctx, id)
  if (row?.state !== 'refused') return
  const text = ctx.cipher.open('checkedText', row.textSealed)
  yield* moderators[row.subject](t, ctx, { id: row.subjectId, field: row.field, text })
}

/** The texts of a subject that nobody has judged yet, as they were written. */
export function* unjudgedTexts(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'cipher'>,
  subject: ModeratedFieldRow['subject'],
  subjectId: string,
): Op<ReadonlySet<string>> {
  const rows = yield* findOpen(t, ctx, { subject, subjectIds: [subjectId] })
  return new Set(rows.map(({ textSealed }) => ctx.cipher.open('checkedText', textSealed)))
}

/** Forgets texts in one kind of field that wait to be judged: what they stood in is gone. */
export function* forgetTexts(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  subject: ModeratedFieldRow['subject'],
  subjectIds: readonly string[],
  kind: string,
): Op<void> {
  const rows = yield* findOpen(t, ctx, { subject, subjectIds })
  for (const { id, field } of rows) if (field.split('.')[0] === kind) yield* removeText(t, ctx, id)
}

/** How many texts wait for a person to look at them. */
export const countForReview = (t: Q, ctx: Pick<Ctx, 'db'>): Op<number> => countInReview(t, ctx)

/** The texts that wait for a person to look at them, the oldest first. */
export function* listForReview(t: Q, ctx: Pick<Ctx, 'db' | 'cipher'>) {
  const rows = yield* findInReview(t, ctx)
  return rows.map(({ textSealed, ...row }) => ({ ...row, text: ctx.cipher.open('checkedText', textSealed) }))
}

/** A person has looked: a text that passes is forgotten, another one is replaced. False where it does not wait. */
export function* decideText(t: Q, ctx: Ctx, id: string, verdict: 'pass' | 'refuse'): Op<boolean> {
  const row = yield* findText(t, ctx, id)
  if (row?.state !== 'review') return false
  if (verdict === 'pass') yield* removeText(t, ctx, id)
  else {
    yield* setState(t, ctx, id, 'refused')
    const data = { id, verdict: 'refused' }
    yield* enqueue(t, ctx, { queue: MODERATION.name, data, key: `${id}-refused`, runAt: ctx.now })
  }
  return true
}

/** Asks again for missing verdicts; `moderators` replace what turns out risky, one for each kind of subject. */
export const moderationQueue = (moderators: Record<ModeratedFieldRow['subject'], Moderate>): Queue => ({
  ...MODERATION,
  async run(ctx, { id, verdict: decided }) {
    if (decided === 'refused') return ctx.db.tx((t) => replaceRefused(t, ctx, String(id), moderators))
    const found = await ctx.db.tx(function* (t) {
      const row = yield* findText(t, ctx, String(id))
      return row && { row, wechatId: yield* authorOf(t, ctx, row.authorId) }
    })
    if (found?.row.state !== 'waiting' || !ctx.contentCheck) return
    const { row, wechatId } = found
    const text = ctx.cipher.open('checkedText', row.textSealed)
    const verdict = await ctx.contentCheck.judge(text, { wechatId, scene: row.scene })
    await ctx.db.tx(function* (t) {
      if (verdict === 'pass') return yield* removeText(t, ctx, row.id)
      yield* setState(t, ctx, row.id, verdict === 'risky' ? 'refused' : 'review')
      if (verdict === 'risky') yield* moderators[row.subject](t, ctx, { id: row.subjectId, field: row.field, text })
    })
  },
})
