import type { staffRoutes } from '@qingpin/contract/staff/staff.routes'
import type { Handlers } from '../../http/mount.ts'
import { detail, oneTimePassword, update } from './manage.service.ts'
import { create, list } from './staff.service.ts'

export const staffHandlers: Handlers<typeof staffRoutes> = {
  listUsers: (ctx, { query }) => list(ctx, query),
  createUser: (ctx, { body }) => create(ctx, body),
  user: (ctx, { params }) => detail(ctx, params.id),
  updateUser: (ctx, { params, body }) => update(ctx, params.id, body),
  oneTimePassword: (ctx, { params }) => oneTimePassword(ctx, params.id),
}
