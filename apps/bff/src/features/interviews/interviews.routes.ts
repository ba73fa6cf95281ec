import type { interviewRoutes } from '@qingpin/contract/interviews/interviews.routes'
import type { Handlers } from '../../http/mount.ts'
import * as admission from './admission.service.ts'
import * as invites from './invites.service.ts'
import * as participants from './participants.service.ts'
import * as rooms from './rooms.service.ts'
import * as signalling from './signalling.service.ts'

export const interviewHandlers: Handlers<typeof interviewRoutes> = {
  create: (ctx, { body }) => rooms.create(ctx, body),
  createSimple: (ctx, { body }) => rooms.createSimple(ctx, body),
  list: (ctx, { query }) => rooms.list(ctx, query),
  lobby: (ctx) => rooms.lobby(ctx),
  latest: (ctx) => rooms.latest(ctx),
  mine: (ctx) => rooms.mine(ctx),
  detail: (ctx, { params }) => rooms.detail(ctx, params.roomId),
  detailSingular: (ctx, { params }) => rooms.detail(ctx, params.roomId),
  end: (ctx, { params }) => rooms.end(ctx, params.roomId),
  endSingular: (ctx, { params }) => rooms.end(ctx, params.roomId),
  setPublicJoin: (ctx, { params, body }) => rooms.setPublicJoin(ctx, params.roomId, body),
  enter: (ctx, { params }) => admission.enter(ctx, params.roomId),
  invites: (ctx, { params }) => invites.list(ctx, params.roomId),
  invite: (ctx, { params, body }) => invites.invite(ctx, params.roomId, body),
  revokeInvite: (ctx, { params }) => invites.revoke(ctx, params.id),
  readTicket: (ctx, { body }) => invites.readTicket(ctx, body.ticket),
  guestJoin: (ctx, { body }) => admission.join(ctx, body),
  guestLeave: (ctx) => participants.leave(ctx),
  snapshot: (ctx) => participants.snapshot(ctx),
  heartbeat: (ctx, { body }) => participants.heartbeat(ctx, body),
  credentials: (ctx) => signalling.credentials(ctx),
  signal: (ctx, { body }) => signalling.signal(ctx, body),
  sendMessage: (ctx, { body }) => signalling.sendMessage(ctx, body),
  decide: (ctx, { params, body }) => participants.decide(ctx, params.id, body.decision),
  hostToken: (ctx, { body }) => signalling.hostToken(ctx, body),
  guestToken: (ctx, { body }) => signalling.guestToken(ctx, body),
}
