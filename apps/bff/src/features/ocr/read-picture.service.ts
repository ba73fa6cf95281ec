import { beijingDay } from '@qingpin/contract/core/days'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { OcrFailure, type OcrPort } from '../../ports/ocr.port.ts'
import { countReading, countsOf } from './ocr.repo.ts'
import { mayRead } from './ocr.rules.ts'
import type { OcrOutcome } from './ocr.table.ts'

/**
 * Calls one reader after another until one has read the picture; those whose quota is used up are skipped. Throws
 * ID_CARD_NOT_FOUND where the last one found nothing, OCR_BUSY where none answered.
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
    await ctx.db.tx((t) => countReading(t, ctx.db, beijingDay(ctx.now), one), 'may be lost')
  }
}
