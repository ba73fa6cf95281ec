import type { accessLogRoutes } from '@qingpin/contract/access-log/access-log.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './access-log.service.ts'

export const accessLogHandlers: Handlers<typeof accessLogRoutes> = {
  record: (ctx, { body }) => service.record(ctx, body),
  report: (ctx, { query }) => service.report(ctx, query),
}
