import type { shortlistRoutes } from '@qingpin/contract/shortlists/shortlists.routes'
import type { Handlers } from '../../http/mount.ts'
import * as guest from './guest.service.ts'
import { matches } from './match.service.ts'
import * as service from './shortlists.service.ts'

export const shortlistHandlers: Handlers<typeof shortlistRoutes> = {
  matches: (ctx, { params, query }) => matches(ctx, params.id, query),
  openTicket: (ctx, { body }) => guest.openTicket(ctx, body),
  guest: (ctx) => guest.read(ctx),
  like: (ctx, { body }) => guest.like(ctx, body),
  compare: (ctx, { body }) => guest.setCompared(ctx, body),
  comment: (ctx, { body }) => guest.comment(ctx, body),
  times: (ctx, { body }) => guest.setTimes(ctx, body),
  preview: (ctx, { body }) => service.preview(ctx, body),
  create: (ctx, { body }) => service.create(ctx, body),
  list: (ctx, { query }) => service.list(ctx, query),
  detail: (ctx, { params }) => service.detail(ctx, params.id),
  seen: (ctx, { params }) => service.markSeen(ctx, params.id),
  revoke: (ctx, { params }) => service.revoke(ctx, params.id),
  removeWorker: (ctx, { params, body }) => service.removeWorker(ctx, params.id, body),
  reply: (ctx, { params, body }) => service.reply(ctx, params.id, body),
  interview: (ctx, { params, body }) => service.planFromList(ctx, params.id, body),
}
