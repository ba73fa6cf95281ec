import type { staffRoutes } from '@qingpin/contract/staff/staff.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './staff.service.ts'

export const staffHandlers: Handlers<typeof staffRoutes> = {
  listUsers: (ctx, { query }) => service.list(ctx, query),
  createUser: (ctx, { body }) => service.create(ctx, body),
}
