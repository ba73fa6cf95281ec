import type { cvRoutes } from '@qingpin/contract/cvs/cvs.routes'
import type { Handlers } from '../../http/mount.ts'
import * as pages from './pages.service.ts'
import * as service from './cvs.service.ts'

export const cvHandlers: Handlers<typeof cvRoutes> = {
  list: (ctx) => service.list(ctx),
  create: (ctx, { body }) => service.create(ctx, body),
  detail: (ctx, { params }) => service.detail(ctx, params.id),
  save: (ctx, { params, body }) => service.save(ctx, params.id, body),
  copy: (ctx, { params }) => service.copy(ctx, params.id),
  remove: (ctx, { params }) => service.remove(ctx, params.id),
  pdf: (ctx, { params }) => pages.pdf(ctx, params.id),
  preview: (ctx, { params, query }) => pages.preview(ctx, params.id, query.page),
}
