import type { reviewRoutes } from '@qingpin/contract/reviews/reviews.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './reviews.service.ts'

export const reviewHandlers: Handlers<typeof reviewRoutes> = {
  list: (ctx) => service.list(ctx),
  decide: (ctx, { params, body }) => service.decide(ctx, params.id, body),
  picture: (ctx, { params }) => service.sendPicture(ctx, params),
}
