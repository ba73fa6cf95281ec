import type { wechatRoutes } from '@qingpin/contract/wechat/wechat.routes'
import type { Handlers } from '../../http/mount.ts'
import { bindCode, binding, unbind } from './binding.service.ts'
import { testMessage } from './message.service.ts'
import { receive, verify } from './push.service.ts'
import { state } from './wechat.service.ts'

export const wechatHandlers: Handlers<typeof wechatRoutes> = {
  bindCode: (ctx, { params }) => bindCode(ctx, params.userId),
  binding: (ctx) => binding(ctx),
  unbind: (ctx) => unbind(ctx),
  verifyEvent: (ctx, { request }) => verify(ctx, 'service-account', request),
  event: (ctx, { request }) => receive(ctx, 'service-account', request),
  verifyMiniProgramEvent: (ctx, { request }) => verify(ctx, 'mini-program', request),
  miniProgramEvent: (ctx, { request }) => receive(ctx, 'mini-program', request),
  testMessage: (ctx, { body }) => testMessage(ctx, body),
  state: (ctx) => state(ctx),
}
