import type { ContentLabel, RefusalReason, ReviewCause } from '@qingpin/contract/reviews/reviews.enums'
import { accountIdOf, type Ctx } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { AppError } from '../errors.ts'
import { enqueue, type Queue } from '../jobs/index.ts'
import type { TextAuthor, TextVerdict } from '../ports/content-check.port.ts'
import {
  countInReview,
  decideInReview,
  findHidden,
  findInReview,
  findText,
  insertText,
  type ModeratedFieldRow,
  removeText,
  setState,
} from './moderation.repo.ts'
import { type FieldText, FIRST_TRY_MS, groupsOf, MODERATION, UNDECIDED } from './moderation.rules.ts'

/** Texts that other people will see, by field. */
export type ModeratedFields = Readonly<Record<string, string | null | undefined>>

/** A text that is accepted without having passed: the vendor gave no verdict, or wants a person to look. */
export interface Unjudged extends FieldText {
  scene: TextAuthor['scene']
  state: 'waiting' | 'review'
  /** Null while a verdict is waited for. */
  cause: ReviewCause | null
  label: ContentLabel | null
}

const REFUSED = '这里有不合适公开的内容，请换个说法。'

interface Judged {
  verdict: TextVerdict | 'waiting'
  label: ContentLabel | null
}
type Judge = (texts: readonly FieldText[]) => Promise<Judged>

/**
 * The text among several that caused their verdict: halves are judged until one is left, and that one alone, because
 * texts may be risky together that are harmless alone. `waiting` where the vendor stops answering.
 */
async function culpritAmong(
  texts: readonly FieldText[],
  all: Judged,
  judge: Judge,
): Promise<{ one?: FieldText; judged: Judged }> {
  let some = texts
  let seen: Judged | undefined = all
  while (some.length > 1) {
    const half = some.slice(0, Math.ceil(some.length / 2))
    const judged = await judge(half)
    if (judged.verdict === 'waiting') return { judged }
    const isHere = judged.verdict === all.verdict
    ;[some, seen] = isHere ? [half, judged] : [some.slice(half.length), undefined]
  }
  const [one] = some
  const judged = seen ?? (await judge(some))
  return judged.verdict === all.verdict && one ? { one, judged } : { judged }
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
    contentCheck
      .judge(some.map(({ text }) => text).join('\n'), { wechatId, scene })
      .catch(() => ({ verdict: 'waiting', label: null }) as const)
  const unjudged: Unjudged[] = []
  let isSilent = false
  for (const group of groupsOf(texts, contentCheck.longest)) {
    // A vendor that gave no verdict is not asked again in this request.
    const judged: Judged = isSilent ? { verdict: 'waiting', label: null } : await judge(group)
    const { verdict } = judged
    const isBad = verdict === 'risky' || verdict === 'review'
    const found = isBad ? await culpritAmong(group, judged, judge) : { judged }
    const one = 'one' in found ? found.one : undefined
    if (one && verdict === 'risky') {
      throw new AppError('TEXT_REFUSED', { details: [{ field: one.field, message: REFUSED }] })
    }
    if (verdict === 'pass') continue
    // Unjudged ones are kept one and all: nobody has said that any of them is harmless.
    isSilent = found.judged.verdict === 'waiting'
    const cause: ReviewCause = verdict === 'unjudged' ? 'unknown-author' : one ? 'doubtful' : 'together'
    const why = isSilent
      ? { state: 'waiting' as const, cause: null, label: null }
      : { state: 'review' as const, cause, label: one ? found.judged.label : judged.label }
    for (const text of one ? [one] : group) unjudged.push({ ...text, scene, ...why })
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
    yield* insertText(t, ctx, {
      ...one,
      ...UNDECIDED,
      id,
      subject,
      subjectId,
      textSealed,
      authorId,
      createdAt: ctx.now,
    })
    if (one.state === 'waiting')
      yield* enqueue(t, ctx, { queue: MODERATION.name, data: { id }, key: id, runAt: ctx.now + FIRST_TRY_MS })
  }
}

/** Replaces a risky text by something harmless, if it is still there. */
export type Moderate = (t: Q, ctx: Ctx, where: { id: string; field: string; text: string }) => Op<void>

/** Has a text that a member of staff refused replaced, and hidden no longer. */
function* replaceRefused(
  t: Q,
  ctx: Ctx,
  id: string,
  moderators: Record<ModeratedFieldRow['subject'], Moderate>,
): Op<void> {
  const row = yield* findText(t, ctx, id)
  if (row?.state !== 'refusing') return
  const text = ctx.cipher.open('checkedText', row.textSealed)
  yield* moderators[row.subject](t, ctx, { id: row.subjectId, field: row.field, text })
  yield* setState(t, ctx, id, { state: 'refused' })
}

/** The texts of a subject that strangers do not see: not judged yet, or refused and not replaced yet. */
export function* hiddenTexts(
  t: Q,
  ctx: Pick<Ctx, 'db' | 'cipher'>,
  subject: ModeratedFieldRow['subject'],
  subjectId: string,
): Op<ReadonlySet<string>> {
  const rows = yield* findHidden(t, ctx, { subject, subjectIds: [subjectId] })
  return new Set(rows.map(({ textSealed }) => ctx.cipher.open('checkedText', textSealed)))
}

/** Forgets hidden texts in one kind of field: what they stood in is gone. */
export function* forgetTexts(
  t: Q,
  ctx: Pick<Ctx, 'db'>,
  subject: ModeratedFieldRow['subject'],
  subjectIds: readonly string[],
  kind: string,
): Op<void> {
  const rows = yield* findHidden(t, ctx, { subject, subjectIds })
  for (const { id, field } of rows) if (field.split('.')[0] === kind) yield* removeText(t, ctx, id)
}

/** How many texts wait for a person to look at them. */
export const countTexts = (t: Q, ctx: Pick<Ctx, 'db'>): Op<number> => countInReview(t, ctx)

/** The texts that wait for a person to look at them, the oldest first. */
export function* listTexts(t: Q, ctx: Pick<Ctx, 'db' | 'cipher'>) {
  const rows = yield* findInReview(t, ctx)
  return rows.map(({ textSealed, ...row }) => ({ ...row, text: ctx.cipher.open('checkedText', textSealed) }))
}

/** What a person decides about a text or a picture. */
export type Decision = { verdict: 'pass' } | { verdict: 'refuse'; reason: RefusalReason; note: string | null }
/** Undefined where there is no such row; `decided` where it does not wait any more. */
export type Decided<R> = R | 'decided' | undefined

/** A person has looked: a text that passes stays, another one is replaced. */
export function* decideText(t: Q, ctx: Ctx, id: string, decision: Decision): Op<Decided<ModeratedFieldRow>> {
  const row = yield* findText(t, ctx, id)
  if (!row) return undefined
  const by = { decidedBy: accountIdOf(ctx), decidedAt: ctx.now }
  const { verdict } = decision
  const { reason, note } = verdict === 'refuse' ? decision : UNDECIDED
  const change = { ...by, reason, note, state: verdict === 'pass' ? 'passed' : 'refusing' } as const
  // Two reviewers at once: the row changes for one of them.
  if (!(yield* decideInReview(t, ctx, id, verdict === 'pass' ? { ...change, textSealed: '' } : change)))
    return 'decided'
  if (verdict === 'refuse') {
    const data = { id, verdict: 'refused' }
    yield* enqueue(t, ctx, { queue: MODERATION.name, data, key: `${id}-refused`, runAt: ctx.now })
  }
  return row
}

/** Hands a text that no verdict comes for to a reviewer. */
function* giveToReviewer(t: Q, ctx: Ctx, id: string): Op<void> {
  const row = yield* findText(t, ctx, id)
  if (row?.state === 'waiting') yield* setState(t, ctx, id, { state: 'review', cause: 'no-verdict' })
}

/** What features do about something that was refused: its author is notified. */
export type OnRefused = (t: Q, ctx: Ctx, row: { id: string; authorId: string | null }) => Op<void>

/**
 * Asks again for missing verdicts, and hands to a reviewer what gets none; `moderators` replace what turns out risky, one for each kind of subject, and
 * `onRefused` has its author notified.
 */
export const moderationQueue = (
  moderators: Record<ModeratedFieldRow['subject'], Moderate>,
  onRefused: OnRefused,
): Queue => ({
  ...MODERATION,
  async run(ctx, { id, verdict: decided }, attempt) {
    if (decided === 'refused') return ctx.db.tx((t) => replaceRefused(t, ctx, String(id), moderators))
    const found = await ctx.db.tx(function* (t) {
      const row = yield* findText(t, ctx, String(id))
      return row && { row, wechatId: yield* authorOf(t, ctx, row.authorId) }
    })
    if (found?.row.state !== 'waiting') return undefined
    const { row, wechatId } = found
    const text = ctx.cipher.open('checkedText', row.textSealed)
    const last = attempt > MODERATION.retries
    const judgement = await ctx.contentCheck?.judge(text, { wechatId, scene: row.scene }).catch((error: unknown) => {
      if (!last) throw error
    })
    if (!judgement) return ctx.db.tx((t) => giveToReviewer(t, ctx, row.id))
    const { verdict, label } = judgement
    await ctx.db.tx(function* (t) {
      if (verdict === 'pass') return yield* removeText(t, ctx, row.id)
      if (verdict !== 'risky') {
        const cause = verdict === 'unjudged' ? 'unknown-author' : 'doubtful'
        return yield* setState(t, ctx, row.id, { state: 'review', cause, label })
      }
      yield* setState(t, ctx, row.id, { state: 'refused', reason: 'unfit', label })
      yield* moderators[row.subject](t, ctx, { id: row.subjectId, field: row.field, text })
      yield* onRefused(t, ctx, row)
    })
  },
})
