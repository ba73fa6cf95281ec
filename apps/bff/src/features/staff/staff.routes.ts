import type { auditRoutes } from '@qingpin/contract/staff/audit.routes'
import type { handoverRoutes } from '@qingpin/contract/staff/handover.routes'
import type { staffRoutes } from '@qingpin/contract/staff/staff.routes'
import type { Handlers } from '../../http/mount.ts'
import * as auditLog from './audit-log.service.ts'
import * as handover from './handover.service.ts'
import { detail, oneTimePassword, update } from './manage.service.ts'
import { create, list } from './staff.service.ts'

export const staffHandlers: Handlers<typeof staffRoutes & typeof handoverRoutes & typeof auditRoutes> = {
  auditLog: (ctx, { query }) => auditLog.list(ctx, query),
  exportAuditLog: (ctx, { query }) => auditLog.exportLog(ctx, query),
  listUsers: (ctx, { query }) => list(ctx, query),
  createUser: (ctx, { body }) => create(ctx, body),
  user: (ctx, { params }) => detail(ctx, params.id),
  updateUser: (ctx, { params, body }) => update(ctx, params.id, body),
  oneTimePassword: (ctx, { params }) => oneTimePassword(ctx, params.id),
  holdings: (ctx, { params }) => handover.holdings(ctx, params.id),
  tryHandover: (ctx, { params, body }) => handover.tryHandover(ctx, params.id, body),
  handOver: (ctx, { params, body }) => handover.handOver(ctx, params.id, body),
  handoverResults: (ctx, { params, query }) => handover.handoverResults(ctx, params.id, query),
}
