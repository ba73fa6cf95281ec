import type { placementRoutes } from '@qingpin/contract/placements/placements.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './placements.service.ts'

/** @param customers how the customers are reached that placements belong to */
export const makePlacementHandlers = (customers: service.PlacedCustomers): Handlers<typeof placementRoutes> => ({
  due: (ctx, { query }) => service.due(ctx, customers, query),
  ofCustomer: (ctx, { params }) => service.ofCustomer(ctx, customers, params.id),
  ofWorker: (ctx, { params }) => service.ofWorker(ctx, customers, params.id),
  start: (ctx, { body }) => service.start(ctx, customers, body),
  change: (ctx, { params, body }) => service.change(ctx, customers, params.id, body),
  replace: (ctx, { params, body }) => service.replace(ctx, customers, params.id, body),
  end: (ctx, { params, body }) => service.end(ctx, customers, params.id, body),
})
