import type { interviewRoutes } from '@qingpin/contract/interviews/interviews.routes'
import type { Handlers } from '../../http/mount.ts'
import * as arrivals from './admission.service.ts'
import * as invites from './invites.service.ts'
import * as rooms from './rooms.service.ts'
import * as seats from './participants.service.ts'
import * as talk from './signalling.service.ts'

export const interviewHandlers: Handlers<typeof interviewRoutes> = {
  create: (ctx, { body }) => rooms.create(ctx, body),
  createSimple: (ctx, { body }) => rooms.createSimple(ctx, body),
  list: (ctx, { query }) => rooms.list(ctx, query),
  latest: (ctx) => rooms.latest(ctx),
  mine: (ctx) => rooms.mine(ctx),
  detail: (ctx, { params }) => rooms.detail(ctx, params.roomId),
  detailSingular: (ctx, { params }) => rooms.detail(ctx, params.roomId),
  end: (ctx, { params }) => rooms.end(ctx, params.roomId),
  endSingular: (ctx, { params }) => rooms.end(ctx, params.roomId),
  door: (ctx, { params, body }) => rooms.door(ctx, params.roomId, body),
  enter: (ctx, { params }) => arrivals.enter(ctx, params.roomId),
  invites: (ctx, { params }) => invites.list(ctx, params.roomId),
  invite: (ctx, { params, body }) => invites.invite(ctx, params.roomId, body),
  revokeInvite: (ctx, { params }) => invites.revoke(ctx, params.id),
  readTicket: (ctx, { body }) => invites.readTicket(ctx, body.ticket),
  guestJoin: (ctx, { body }) => arrivals.join(ctx, body),
  guestLeave: (ctx) => seats.leave(ctx),
  seat: (ctx) => seats.look(ctx),
  beat: (ctx, { body }) => seats.beat(ctx, body),
  credentials: (ctx) => talk.credentials(ctx),
  signal: (ctx, { body }) => talk.signal(ctx, body),
  say: (ctx, { body }) => talk.say(ctx, body),
  decide: (ctx, { params, body }) => seats.decide(ctx, params.id, body.decision),
  hostToken: (ctx, { body }) => talk.hostToken(ctx, body),
  guestToken: (ctx, { body }) => talk.guestToken(ctx, body),
}
