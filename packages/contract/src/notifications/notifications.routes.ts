import { z } from 'zod'
import { define } from '../core/define.ts'
import type { Choice, ValueOf } from '../core/choices.ts'
import { choice, Id, IdParams } from '../core/fields.ts'
import { pageLimit } from '../core/paging.ts'
import {
  DELIVERY_REASONS,
  DELIVERY_STATES,
  NOTIFICATION_GROUPS,
  NOTIFICATION_KINDS,
  NOTIFICATION_PAGES,
  NOTIFICATION_WAYS,
  SUBSCRIBE_TEMPLATES,
  type DeliveryReason,
  type NotificationKind,
} from './notifications.enums.ts'
import { MINUTES_A_DAY, NOTIFICATION_DAYS, TEMPLATES_A_REQUEST } from './notifications.rules.ts'

const Kind = z.enum(Object.keys(NOTIFICATION_KINDS) as [NotificationKind, ...NotificationKind[]])
const Group = choice(NOTIFICATION_GROUPS)
const valuesIn = <const T extends readonly Choice[]>(list: T) =>
  list.map(({ value }) => value) as [ValueOf<T>, ...ValueOf<T>[]]
/** As replies say them; what is sent may be a label, too. */
const Way = z.enum(valuesIn(NOTIFICATION_WAYS))
const State = z.enum(valuesIn(DELIVERY_STATES))
const GroupName = z.enum(valuesIn(NOTIFICATION_GROUPS))
const Template = z.enum(valuesIn(SUBSCRIBE_TEMPLATES))

const minute = z
  .number()
  .int()
  .min(0)
  .max(MINUTES_A_DAY - 1)
  .describe('minutes after midnight in Beijing')

const QuietHours = z.object({ on: z.boolean(), from: minute, to: minute })

const Outside = z.object({
  way: Way.nullable().describe('null where it is in the app alone'),
  state: State,
  reason: z.enum(Object.keys(DELIVERY_REASONS) as [DeliveryReason, ...DeliveryReason[]]).nullable(),
  text: z.string().describe('in a sentence'),
  subscribe: Template.nullable().describe('what to ask for so that the next one goes out'),
})

const Notification = z.object({
  id: z.string(),
  kind: Kind,
  group: GroupName,
  at: z.iso.datetime(),
  read: z.boolean(),
  title: z.string().describe('names only what the reader may see now'),
  text: z.string().nullable(),
  opens: z
    .object({ page: z.enum(NOTIFICATION_PAGES), id: z.string().nullable() })
    .nullable()
    .describe('null where the matter is gone, or not the reader’s any more'),
  action: z.string().nullable().describe('on the button that opens it; null where the row alone does'),
  transfer: z.string().nullable().describe('id of a transfer request that the reader may answer'),
  outside: Outside.nullable().describe('how it left the app, where there is something to say'),
})

const Counts = z.object({
  unread: z.number().int(),
  groups: z.array(z.object({ group: GroupName, unread: z.number().int(), total: z.number().int() })),
})

const Preferences = z.object({
  quiet: QuietHours,
  wechatOff: z.array(GroupName).max(NOTIFICATION_GROUPS.length).describe('groups that send nothing to WeChat'),
  smsOn: z
    .array(GroupName)
    .max(NOTIFICATION_GROUPS.length)
    .describe('groups that send a text message where WeChat cannot'),
})

const PreferencesView = Preferences.extend({
  groups: z.array(GroupName).describe('what the caller gets at all'),
  wechat: z.boolean().describe('the account is known to WeChat'),
  phone: z.string().nullable().describe('the number that SMS go to, masked; null where there is none'),
  subscriptions: z.array(
    z.object({ template: Template, left: z.number().int().describe('messages that may be sent') }),
  ),
})

const SETS = { because: 'it sets values that it names' } as const

export const notificationRoutes = define({
  list: {
    method: 'get',
    path: '/api/notifications',
    summary: `What the caller was notified of in the last ${NOTIFICATION_DAYS} days, newest first`,
    allow: 'session',
    query: z.object({
      group: Group.optional(),
      unread: z.enum(['1']).optional().describe('only what was not read'),
      limit: pageLimit(20),
      cursor: z.string().max(60).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({
      items: z.array(Notification),
      nextCursor: z.string().nullable(),
      counts: Counts,
      quiet: QuietHours,
    }),
  },
  counts: {
    method: 'get',
    path: '/api/notifications/counts',
    summary: 'How many notifications the caller has and has not read, by group',
    allow: 'session',
    reply: Counts,
  },
  read: {
    method: 'post',
    path: '/api/notifications/{id}/read',
    summary: 'Marks a notification as read',
    allow: 'session',
    idempotent: { because: 'what is read stays read' },
    params: IdParams,
    reply: Counts,
    errors: ['NOT_FOUND'],
  },
  readAll: {
    method: 'post',
    path: '/api/notifications/read',
    summary: 'Marks notifications as read: all, those of a group, or those about one matter',
    allow: 'session',
    idempotent: { because: 'what is read stays read' },
    body: z.object({
      group: Group.optional(),
      upTo: Id.optional().describe('the newest one that the person saw: what came later stays unread'),
      about: z
        .object({ kind: Kind, id: z.string().min(1).max(100) })
        .optional()
        .describe('the matter that a page shows just now'),
    }),
    reply: Counts,
  },
  preferences: {
    method: 'get',
    path: '/api/notifications/preferences',
    summary: 'Quiet hours, and what may leave the app by which way',
    allow: 'session',
    reply: PreferencesView,
  },
  setPreferences: {
    method: 'put',
    path: '/api/notifications/preferences',
    summary: 'Sets quiet hours, and what may leave the app by which way',
    allow: 'session',
    idempotent: SETS,
    body: Preferences,
    reply: PreferencesView,
  },
  subscribe: {
    method: 'post',
    path: '/api/notifications/subscriptions',
    summary: 'What the person answered to a request for subscribe messages; each yes is one message',
    allow: 'session',
    idempotent: 'key',
    body: z.object({
      answers: z
        .array(z.object({ template: choice(SUBSCRIBE_TEMPLATES), accepted: z.boolean() }))
        .min(1)
        .max(TEMPLATES_A_REQUEST),
    }),
    reply: PreferencesView,
  },
  deliveries: {
    method: 'get',
    path: '/api/notifications/deliveries',
    summary: 'Who got what by which way, and why not, newest first',
    allow: 'notification:oversee',
    query: z.object({
      state: choice(DELIVERY_STATES).optional(),
      limit: pageLimit(20),
      cursor: z.string().max(60).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          to: z.string().describe('the name of the account'),
          kind: Kind,
          label: z.string(),
          count: z.number().int().describe('how many notifications the message stood for'),
          at: z.iso.datetime(),
          ways: z.array(
            z.object({
              way: Way,
              state: State,
              reason: z.string().nullable(),
              at: z.iso.datetime(),
            }),
          ),
        }),
      ),
      nextCursor: z.string().nullable(),
    }),
  },
})
