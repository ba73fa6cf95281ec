import type { opsRoutes } from '@qingpin/contract/ops/ops.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './ops.service.ts'

export const opsHandlers: Handlers<typeof opsRoutes> = {
  clientError: (ctx, { body }) => service.clientError(ctx, body),
  health: () => service.health(),
  ready: (ctx) => service.ready(ctx),
  clientConfig: (ctx) => service.clientConfig(ctx),
}
