import { beijingDay } from '@qingpin/contract/core/days'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { READ_RULE } from '@qingpin/contract/attachments/attachments.rules'
import { OCR_PROVIDER_LABELS } from '@qingpin/contract/ocr/ocr.enums'
import { ocrRoutes } from '@qingpin/contract/ocr/ocr.routes'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { readForm, inspectFile } from '../../storage/index.ts'
import { countsInAll, countsOf } from './ocr.repo.ts'
import { sealReading } from './card-proof.service.ts'
import { cardView, metricsText } from './ocr.view.ts'
import { mayRead, usedBy } from './ocr.rules.ts'
import { readPicture } from './read-picture.service.ts'

/** Reads the card in the picture of a form. The picture is not stored. */
export async function idCard(ctx: Ctx, request: Request): Promise<ReplyOf<typeof ocrRoutes.idCard>> {
  const { files } = await readForm(request, ocrRoutes.idCard.upload, (file) =>
    inspectFile(ctx, file, READ_RULE, ({ bytes }) => readPicture(ctx, (reader) => reader.idCard(bytes))),
  )
  const [read] = files
  if (!read) throw new AppError('FILE_MISSING')
  const proof = read.reading.side === 'front' ? sealReading(ctx, read.reading.front) : null
  return cardView(read.reading, read.provider, { now: ctx.now, proof })
}

const figures = async ({ db, now }: Ctx) => {
  const [today, inAll] = await Promise.all([countsOf(db, beijingDay(now)), countsInAll(db)])
  return { today, text: metricsText(today, inAll) }
}

export const metrics = async (ctx: Ctx): Promise<string> => (await figures(ctx)).text

/** Throws OCR_BUSY where no provider would read a card now. */
export async function health(ctx: Ctx): Promise<ReplyOf<typeof ocrRoutes.health>> {
  const { today, text } = await figures(ctx)
  const [chosen] = ctx.ocr
  const next = ctx.ocr.find((reader) => reader.isReady() && mayRead(reader, today))
  if (!chosen || !next) throw new AppError('OCR_BUSY')
  const { provider, dailyCalls } = chosen
  const healthy = next === chosen
  return {
    status: healthy ? 'healthy' : 'degraded',
    message: healthy
      ? `证件识别正常，用的是${OCR_PROVIDER_LABELS[provider]}。`
      : `${OCR_PROVIDER_LABELS[provider]}暂时不用，由${OCR_PROVIDER_LABELS[next.provider]}代替。`,
    provider: next.provider,
    quota: dailyCalls === null ? null : { limit: dailyCalls, used: usedBy(provider, today) },
    metrics: text,
  }
}
