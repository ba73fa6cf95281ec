import type { orderRoutes } from '@qingpin/contract/orders/orders.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './orders.service.ts'
import { wechatWebhook } from './payment-webhook.service.ts'

export const orderHandlers: Handlers<typeof orderRoutes> = {
  create: (ctx, { body }) => service.create(ctx, body),
  list: (ctx, { query }) => service.list(ctx, query),
  detail: (ctx, { params }) => service.detail(ctx, params.id),
  pay: (ctx, { params }) => service.pay(ctx, params.id),
  confirm: (ctx, { params }) => service.confirm(ctx, params.id),
  close: (ctx, { params }) => service.close(ctx, params.id),
  wechatWebhook: (ctx, { request }) => wechatWebhook(ctx, request),
}
