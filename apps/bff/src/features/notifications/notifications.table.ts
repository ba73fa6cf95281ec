import type {
  DeliveryReason,
  DeliveryState,
  NotificationGroup,
  NotificationKind,
  NotificationWay,
  SubscribeTemplate,
} from '@qingpin/contract/notifications/notifications.enums'
import type { Kit } from '../../db/kit.ts'

/** What a kind needs to say besides its subject: ids, counts, days; never a name, number or text of a person. */
export type NotificationFacts = Readonly<Record<string, string | number | null>>

export const notificationTables = (k: Kit) => ({
  notifications: k.table(
    'notifications',
    {
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      kind: k.text('kind').$type<NotificationKind>().notNull(),
      /** The row that it is about, which its feature reads with the eyes of the reader. */
      subjectId: k.text('subject_id'),
      facts: k.json<NotificationFacts>('facts').notNull(),
      /** The same account is notified once under a key. */
      key: k.text('key'),
      readAt: k.ms('read_at'),
      /** The message that it left the app with; null as long as that is not decided. */
      messageId: k.text('message_id'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.index('notifications_account').on(t.accountId, t.createdAt, t.id),
      k.index('notifications_waiting').on(t.accountId, t.messageId),
      k.index('notifications_subject').on(t.subjectId),
      k.index('notifications_created').on(t.createdAt),
      k.unique('notifications_key').on(t.accountId, t.key),
    ],
  ),
  notificationPreferences: k.table('notification_preferences', {
    accountId: k.text('account_id').primaryKey(),
    quietOn: k.bool('quiet_on').notNull(),
    /** Minutes after midnight in Beijing. */
    quietFrom: k.int('quiet_from').notNull(),
    quietTo: k.int('quiet_to').notNull(),
    wechatOff: k.json<NotificationGroup[]>('wechat_off').notNull(),
    smsOn: k.json<NotificationGroup[]>('sms_on').notNull(),
    updatedAt: k.ms('updated_at').notNull(),
  }),
  /** One message outside of the app, which stands for one or more notifications of a person. */
  notificationMessages: k.table(
    'notification_messages',
    {
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      kind: k.text('kind').$type<NotificationKind>().notNull(),
      count: k.int('count').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.index('notification_messages_account').on(t.accountId),
      k.index('notification_messages_created').on(t.createdAt, t.id),
    ],
  ),
  /** What became of a message by one way. */
  notificationDeliveries: k.table(
    'notification_deliveries',
    {
      id: k.text('id').primaryKey(),
      messageId: k.text('message_id').notNull(),
      way: k.text('way').$type<NotificationWay>().notNull(),
      state: k.text('state').$type<DeliveryState>().notNull(),
      reason: k.text('reason').$type<DeliveryReason>(),
      /** The vendor's id of it, by which a later push names it. */
      vendorId: k.text('vendor_id'),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
    },
    (t) => [
      k.unique('notification_deliveries_way').on(t.messageId, t.way),
      k.index('notification_deliveries_vendor').on(t.vendorId),
      k.index('notification_deliveries_created').on(t.createdAt),
    ],
  ),
  /** How many subscribe messages of a template an account has said yes to and not got yet. */
  subscriptionQuotas: k.table(
    'subscription_quotas',
    {
      accountId: k.text('account_id').notNull(),
      template: k.text('template').$type<SubscribeTemplate>().notNull(),
      left: k.int('left_over').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.accountId, t.template] })],
  ),
})

type Tables = ReturnType<typeof notificationTables>
export type NotificationRow = Tables['notifications']['$inferSelect']
export type PreferencesRow = Tables['notificationPreferences']['$inferSelect']
export type MessageRow = Tables['notificationMessages']['$inferSelect']
export type DeliveryRow = Tables['notificationDeliveries']['$inferSelect']
