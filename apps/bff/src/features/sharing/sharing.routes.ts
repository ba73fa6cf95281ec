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
  share: (ctx, { params, body }) => shares.share(ctx, params.id, body),
  shared: (ctx, { params }) => shares.shared(ctx, params.token),
  sharedCode: (ctx, { params }) => shares.sharedCode(ctx, params.token),
  sharedPoster: (ctx, { params }) => sharedPoster(ctx, params.token),
  shares: (ctx, { query }) => shares.shares(ctx, query),
  revoke: (ctx, { params }) => shares.revoke(ctx, params.id),
  myVisibility: (ctx) => visibility.mine(ctx),
  setMyVisibility: (ctx, { body }) => visibility.setMine(ctx, body),
  visibility: (ctx, { params }) => visibility.read(ctx, params.id),
  setVisibility: (ctx, { params, body }) => visibility.set(ctx, params.id, body),
}
