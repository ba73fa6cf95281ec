import type { assistantRoutes } from '@qingpin/contract/assistant/assistant.routes'
import type { Handlers } from '../../http/mount.ts'
import * as service from './assistant.service.ts'

export const assistantHandlers: Handlers<typeof assistantRoutes> = {
  overview: (ctx) => service.overview(ctx),
  chats: (ctx, { query }) => service.listChats(ctx, query),
  begin: (ctx, { body }) => service.begin(ctx, body.text),
  chat: (ctx, { params, query }) => service.readChat(ctx, params.id, query.before),
  ask: (ctx, { params, body }) => service.ask(ctx, params.id, body.text),
  again: (ctx, { params }) => service.again(ctx, params.id),
  rename: (ctx, { params, body }) => service.rename(ctx, params.id, body.title),
  remove: (ctx, { params }) => service.remove(ctx, params.id),
  stop: (ctx, { params }) => service.stop(ctx, params.id),
}
