import type { MessageReason, MessageState } from '@qingpin/contract/wechat/wechat.enums'
import type { Kit } from '../../db/kit.ts'
import type { PushSender } from '../../ports/wechat-push.port.ts'

export const wechatTables = (k: Kit) => ({
  /** A person in one app of WeChat: each app, by its app id, knows her by an id of its own. */
  wechatIdentities: k.table(
    'wechat_identities',
    {
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      appId: k.text('app_id').notNull(),
      wechatId: k.text('wechat_id').notNull(),
      boundAt: k.ms('bound_at').notNull(),
    },
    (t) => [
      k.unique('wechat_identities_account').on(t.accountId, t.appId),
      k.unique('wechat_identities_person').on(t.appId, t.wechatId),
      k.index('wechat_identities_bound').on(t.appId, t.boundAt),
    ],
  ),
  /** Codes whose scan binds a follower to the account that they were made for, once. */
  bindCodes: k.table(
    'bind_codes',
    {
      /** A keyed hash of what the code brings. */
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      createdBy: k.text('created_by').notNull(),
      createdAt: k.ms('created_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      usedAt: k.ms('used_at'),
    },
    (t) => [k.index('bind_codes_account').on(t.accountId), k.index('bind_codes_expires').on(t.expiresAt)],
  ),
  /** Events that WeChat pushed, once each. */
  wechatPushes: k.table(
    'wechat_pushes',
    {
      /** A keyed hash of its sender, time and ids. */
      id: k.text('id').primaryKey(),
      sender: k.text('sender').$type<PushSender>().notNull(),
      kind: k.text('kind').notNull(),
      /** Sealed, because it names a person; null once it was handled. */
      pushSealed: k.text('push_sealed'),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [
      k.index('wechat_pushes_created').on(t.createdAt),
      k.index('wechat_pushes_sender').on(t.sender, t.createdAt),
    ],
  ),
  /** Signatures that have been seen, each with the body that it came with. */
  pushSignatures: k.table(
    'push_signatures',
    {
      id: k.text('id').primaryKey(),
      bodyHash: k.text('body_hash').notNull(),
      createdAt: k.ms('created_at').notNull(),
    },
    (t) => [k.index('push_signatures_created').on(t.createdAt)],
  ),
  /** Messages through the service account, and what became of them. */
  serviceMessages: k.table(
    'service_messages',
    {
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      createdBy: k.text('created_by'),
      /** The id that WeChat gave it, by which a later push names it. */
      messageId: k.text('message_id'),
      state: k.text('state').$type<MessageState>().notNull(),
      reason: k.text('reason').$type<MessageReason>(),
      createdAt: k.ms('created_at').notNull(),
      changedAt: k.ms('changed_at').notNull(),
    },
    (t) => [
      k.unique('service_messages_vendor').on(t.messageId),
      k.index('service_messages_account').on(t.accountId, t.createdAt),
      k.index('service_messages_created').on(t.createdAt),
    ],
  ),
})
