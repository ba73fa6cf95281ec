import type { ocrRoutes } from '@qingpin/contract/ocr/ocr.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './ocr.service.ts'

export const ocrHandlers: Handlers<typeof ocrRoutes> = {
  idCard: (ctx, { request }) => service.idCard(ctx, request),
  health: (ctx) => service.health(ctx),
  metrics: (ctx) => service.metrics(ctx),
}
