import type { notificationRoutes } from '@qingpin/contract/notifications/notifications.routes'
import type { Handlers } from '../../http/mount.ts'
import { deliveries } from './deliveries.service.ts'
import * as service from './notifications.service.ts'
import { preferences, setPreferences, subscribe } from './preferences.service.ts'

/** @param describers how the features that notify describe it to its reader */
export const makeNotificationHandlers = (describers: service.Describers): Handlers<typeof notificationRoutes> => ({
  list: (ctx, { query }) => service.list(ctx, describers, query),
  counts: (ctx) => service.counts(ctx),
  read: (ctx, { params }) => service.read(ctx, params.id),
  readAll: (ctx, { body }) => service.readAll(ctx, body),
  preferences: (ctx) => preferences(ctx),
  setPreferences: (ctx, { body }) => setPreferences(ctx, body),
  subscribe: (ctx, { body }) => subscribe(ctx, body),
  deliveries: (ctx, { query }) => deliveries(ctx, query),
})
