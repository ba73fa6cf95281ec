import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { OcrFailure, type OcrPort } from '../../ports/ocr.port.ts'
import { type Counted, count, countsOf } from './ocr.repo.ts'
import type { OcrOutcome } from './ocr.table.ts'

/** The day in Beijing, by which quotas are given, as YYYY-MM-DD. */
export const beijingDay = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)

/** How many of a provider's calls are used up: every one that it answered. */
export const usedBy = (provider: string, counts: readonly Counted[]): number =>
  counts
    .filter((one) => one.provider === provider && one.outcome !== 'unavailable')
    .reduce((total, one) => total + one.count, 0)

/** Whether a provider still reads today: within our count of its quota, and not told otherwise by itself. */
export function mayRead({ provider, dailyCalls }: OcrPort, counts: readonly Counted[]): boolean {
  if (dailyCalls === null) return true
  const refused = counts.some((one) => one.provider === provider && one.outcome === 'quota')
  return !refused && usedBy(provider, counts) < dailyCalls
}

/**
 * Asks one reader after another until one has read the picture; one whose quota is used up is passed over. Throws
 * ID_CARD_NOT_FOUND where the last one found nothing, OCR_BUSY where nobody answered.
 */
export async function readPicture<T>(
  ctx: Ctx,
  read: (reader: OcrPort) => Promise<T>,
): Promise<{ reading: T; provider: OcrPort['provider'] }> {
  const counts = await countsOf(ctx.db, beijingDay(ctx.now))
  let failure = new OcrFailure('unavailable')
  for (const reader of ctx.ocr) {
    if (!mayRead(reader, counts)) continue
    try {
      return { reading: await counted(ctx, reader, () => read(reader)), provider: reader.provider }
    } catch (error) {
      if (!(error instanceof OcrFailure)) throw error
      failure = error
    }
  }
  const { why, retryAfterSeconds } = failure
  if (why === 'unreadable') throw new AppError('ID_CARD_NOT_FOUND')
  throw new AppError('OCR_BUSY', { cause: failure, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) })
}

async function counted<T>(ctx: Ctx, { provider }: OcrPort, read: () => Promise<T>): Promise<T> {
  const started = performance.now()
  let outcome: OcrOutcome = 'read'
  try {
    return await read()
  } catch (error) {
    outcome = error instanceof OcrFailure ? error.why : 'unavailable'
    throw error
  } finally {
    const millis = Math.round(performance.now() - started)
    ctx.metrics.reading(provider, outcome, millis / 1000)
    const one = { provider, outcome, count: 1, millis }
    await ctx.db.tx((t) => count(t, ctx.db, beijingDay(ctx.now), one), 'may be lost')
  }
}
