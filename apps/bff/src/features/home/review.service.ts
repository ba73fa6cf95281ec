import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { alertKindsOf } from '@qingpin/contract/home/alerts.enums'
import { AppError } from '../../errors.ts'
import { countForReview, decideText, listForReview } from '../../moderation/index.ts'
import { accountNames } from './home.repo.ts'

/** Those who are told of what vendors leave to us look at texts, too. */
const reviews = (ctx: Ctx): boolean => alertKindsOf(requirePerson(ctx).role).includes('vendor')

/** How many texts wait for a look; 0 for who does not look at them. */
export const textsWaiting = (ctx: Ctx): Promise<number> | number =>
  reviews(ctx) ? ctx.db.tx((t) => countForReview(t, ctx)) : 0

export async function textsForReview(ctx: Ctx) {
  if (!reviews(ctx)) return { items: [] }
  return ctx.db.tx(function* (t) {
    const rows = yield* listForReview(t, ctx)
    const names = yield* accountNames(t, ctx, [...new Set(rows.flatMap(({ authorId }) => authorId ?? []))])
    const items = rows.map(({ id, subject, field, text, authorId, createdAt }) => ({
      id,
      subject,
      field: field.split('.')[0] ?? field,
      text,
      author: authorId === null ? null : (names.get(authorId) ?? null),
      createdAt: new Date(createdAt).toISOString(),
    }))
    return { items }
  })
}

export async function reviewText(ctx: Ctx, id: string, { verdict }: { verdict: 'pass' | 'refuse' }) {
  if (!reviews(ctx)) throw new AppError('NOT_FOUND')
  return ctx.db.tx(function* (t) {
    if (!(yield* decideText(t, ctx, id, verdict))) throw new AppError('NOT_FOUND')
    yield* audit.record(t, ctx, { action: 'text.review', subjectId: id, changes: { verdict: [null, verdict] } })
    return {}
  })
}
