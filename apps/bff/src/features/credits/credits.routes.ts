import type { creditRoutes } from '@qingpin/contract/credits/credits.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './credits.service.ts'

export const creditHandlers: Handlers<typeof creditRoutes> = {
  credits: (ctx) => service.credits(ctx),
  history: (ctx, { query }) => service.history(ctx, query),
  packages: (ctx, { query }) => service.packages(ctx, query.platform),
}
