import { eq, sql } from 'drizzle-orm'
import type { OcrProvider } from '@qingpin/contract/ocr/ocr.enums'
import { ask, type Db, type Op, type Q } from '../../db/db.ts'
import type { OcrOutcome } from './ocr.table.ts'

/** Pictures that one provider was called for, by outcome, and the time they took together in ms. */
export interface Counted {
  provider: OcrProvider
  outcome: OcrOutcome
  count: number
  millis: number
}

export function* countReading(t: Q, db: Db, day: string, one: Counted): Op<void> {
  const { ocrCounts } = db.s
  yield* ask(
    t
      .insert(ocrCounts)
      .values({ day, ...one })
      .onConflictDoUpdate({
        target: [ocrCounts.day, ocrCounts.provider, ocrCounts.outcome],
        set: {
          count: sql`${ocrCounts.count} + ${one.count}`,
          millis: sql`${ocrCounts.millis} + ${one.millis}`,
        },
      }),
  )
}

export const countsOf = ({ q, s: { ocrCounts } }: Db, day: string): PromiseLike<Counted[]> =>
  q.select().from(ocrCounts).where(eq(ocrCounts.day, day))

/** The counts of all days together. */
export const countsInAll = ({ q, s: { ocrCounts } }: Db): PromiseLike<Counted[]> =>
  q
    .select({
      provider: ocrCounts.provider,
      outcome: ocrCounts.outcome,
      count: sql<number>`sum(${ocrCounts.count})`.mapWith(Number),
      millis: sql<number>`sum(${ocrCounts.millis})`.mapWith(Number),
    })
    .from(ocrCounts)
    .groupBy(ocrCounts.provider, ocrCounts.outcome)
