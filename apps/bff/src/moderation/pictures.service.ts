import { accountIdOf, type Ctx } from '../context.ts'
import type { Op, Q } from '../db/db.ts'
import { newId } from '../db/ids.ts'
import { enqueue, type Queue } from '../jobs/index.ts'
import type { WechatPush } from '../ports/wechat-push.port.ts'
import type { Decided, Decision, OnRefused } from './moderation.service.ts'
import * as repo from './pictures.repo.ts'
import { OPEN_STATES, personLooksAt, PICTURE_CHECKS, UNDECIDED } from './moderation.rules.ts'

type Row = repo.CheckedPictureRow
export type PictureVerdict = Pick<WechatPush & { kind: 'media-judged' }, 'verdict' | 'label'>

/** Asks, in the transaction that shows it, for a picture to be judged; content that waits or was judged is not asked twice. */
export function* checkPicture(t: Q, ctx: Ctx, picture: Pick<Row, 'fileId' | 'subject' | 'subjectId'>): Op<void> {
  if (!ctx.pictureCheck) return
  const id = newId(ctx.now)
  const open = { state: 'waiting', traceId: null, cause: null, label: null } as const
  const row: Row = { ...picture, ...open, ...UNDECIDED, id, authorId: accountIdOf(ctx), createdAt: ctx.now }
  if (yield* repo.insertPicture(t, ctx, row))
    yield* enqueue(t, ctx, { queue: PICTURE_CHECKS.name, data: { id }, key: id, runAt: ctx.now })
}

/** A picture that is being asked about, for the address from which it is fetched; none once there is a verdict. */
export function* waitingPicture(t: Q, ctx: Pick<Ctx, 'db'>, id: string): Op<Row | undefined> {
  const row = yield* repo.findPicture(t, ctx, id)
  return row?.state === 'waiting' ? row : undefined
}

/** Applies a verdict; what a person decided stays. */
function* judge(t: Q, ctx: Ctx, row: Row, { verdict, label }: PictureVerdict, onRefused: OnRefused): Op<void> {
  if (!OPEN_STATES.some((state) => state === row.state)) return
  if (verdict === 'pass') return yield* repo.removePicture(t, ctx, { id: row.id })
  if (verdict === 'risky') {
    const refused = { state: 'refused', reason: 'unfit', label } as const
    if (yield* repo.changeOpen(t, ctx, row.id, OPEN_STATES, refused)) yield* onRefused(t, ctx, row)
    return
  }
  const cause = verdict === 'review' ? 'doubtful' : 'not-fetched'
  yield* repo.changeOpen(t, ctx, row.id, OPEN_STATES, { state: 'review', cause, label })
}

/** Applies what WeChat pushed. A verdict that came before the answer that names its trace is stored until then. */
export function* applyVerdict(
  t: Q,
  ctx: Ctx,
  { traceId, verdict, label }: PictureVerdict & { traceId: string },
  onRefused: OnRefused,
): Op<void> {
  const row = yield* repo.lockByTrace(t, ctx, traceId)
  if (row) return yield* judge(t, ctx, row, { verdict, label }, onRefused)
  yield* repo.insertVerdict(t, ctx, { traceId, verdict, label, createdAt: ctx.now })
}

function* applyEarly(t: Q, ctx: Ctx, traceId: string, onRefused: OnRefused): Op<void> {
  const early = yield* repo.takeVerdict(t, ctx, traceId)
  if (early) yield* applyVerdict(t, ctx, early, onRefused)
}

/** WeChat judges nothing for a person it does not know: a reviewer looks. Pictures of the agency itself are not reviewed. */
function* withoutAuthor(t: Q, ctx: Ctx, { id, subject }: Row): Op<void> {
  if (subject === 'content') return yield* repo.removePicture(t, ctx, { id })
  yield* repo.changeOpen(t, ctx, id, ['waiting'], { state: 'review', cause: 'unknown-author' })
}

/** Asks WeChat about pictures, and hands those to a person that it has said nothing about for too long. */
export const pictureQueue = (onRefused: OnRefused): Queue => ({
  ...PICTURE_CHECKS,
  async run(ctx, data) {
    const id = String(data['id'])
    const found = await ctx.db.tx(function* (t) {
      const row = yield* repo.findPicture(t, ctx, id)
      // A verdict that came while the trace was being stored.
      if (row?.traceId) yield* applyEarly(t, ctx, row.traceId, onRefused)
      const now = yield* repo.findPicture(t, ctx, id)
      if (now?.state !== 'waiting') return undefined
      if (ctx.now >= personLooksAt(now)) {
        yield* repo.changeOpen(t, ctx, id, ['waiting'], { state: 'review', cause: 'no-verdict' })
        return undefined
      }
      const wechatId = now.authorId === null ? null : yield* ctx.wechatIdOf(t, ctx, now.authorId)
      if (wechatId === null) yield* withoutAuthor(t, ctx, now)
      return wechatId === null ? undefined : { row: now, wechatId }
    })
    if (!found) return undefined
    const { row, wechatId } = found
    if (!ctx.pictureCheck || row.traceId !== null) return personLooksAt(row)
    const asked = await ctx.pictureCheck.submit(ctx.links.checked(id), { wechatId, scene: 'profile' })
    if (asked.kind === 'unknown-author') return ctx.db.tx((t) => withoutAuthor(t, ctx, row))
    const { traceId } = asked
    await ctx.db.tx((t) => repo.changeOpen(t, ctx, id, ['waiting'], { traceId }))
    await ctx.db.tx((t) => applyEarly(t, ctx, traceId, onRefused))
    return personLooksAt(row)
  },
})

/** How many pictures wait for a person to look at them. */
export const countPictures = (t: Q, ctx: Pick<Ctx, 'db'>): Op<number> => repo.countInReview(t, ctx)

/** The pictures that wait for a person, the oldest first. */
export const listPictures = (t: Q, ctx: Pick<Ctx, 'db'>): Op<Row[]> => repo.findInReview(t, ctx)

/** A person has looked: strangers see it, or never. */
export function* decidePicture(t: Q, ctx: Ctx, id: string, decision: Decision): Op<Decided<Row>> {
  const row = yield* repo.findPicture(t, ctx, id)
  if (!row) return undefined
  const { reason, note } = decision.verdict === 'refuse' ? decision : UNDECIDED
  const state = decision.verdict === 'pass' ? 'passed' : 'refused'
  const change = { state, reason, note, decidedBy: accountIdOf(ctx), decidedAt: ctx.now } as const
  return (yield* repo.changeOpen(t, ctx, id, ['review'], change)) ? row : 'decided'
}

/** The stored file is gone. */
export const forgetPicture = (t: Q, ctx: Pick<Ctx, 'db'>, fileId: string): Op<void> =>
  repo.removePicture(t, ctx, { fileId })
