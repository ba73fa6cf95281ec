import type { sharingRoutes } from '@qingpin/contract/sharing/sharing.routes'
import type { Handlers } from '../../http/mount.ts'
import * as people from './public-workers.service.ts'
import { sharedPoster } from './poster.service.ts'
import * as shares from './shares.service.ts'
import * as visibility from './visibility.service.ts'

export const sharingHandlers: Handlers<typeof sharingRoutes> = {
  publicList: (ctx, { query }) => people.list(ctx, query),
  publicDetail: (ctx, { params }) => people.detail(ctx, params.id),
  search: (ctx, { query }) => people.search(ctx, query),
  share: (ctx, { params, body }) => shares.createShare(ctx, params.id, body),
  shared: (ctx, { params }) => shares.readShared(ctx, params.token),
  sharedCode: (ctx, { params }) => shares.drawSharedCode(ctx, params.token),
  sharedPoster: (ctx, { params }) => sharedPoster(ctx, params.token),
  shares: (ctx, { query }) => shares.listShares(ctx, query),
  revoke: (ctx, { params }) => shares.revokeShare(ctx, params.id),
  myVisibility: (ctx) => visibility.readMyVisibility(ctx),
  setMyVisibility: (ctx, { body }) => visibility.setMyVisibility(ctx, body),
  visibility: (ctx, { params }) => visibility.readVisibility(ctx, params.id),
  setVisibility: (ctx, { params, body }) => visibility.setVisibility(ctx, params.id, body),
}
