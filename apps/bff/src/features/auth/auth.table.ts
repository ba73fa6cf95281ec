import type { DeviceKind } from '@qingpin/contract/auth/auth.enums'
import type { Role, StaffRole } from '@qingpin/contract/core/policy'
import type { Kit } from '../../db/kit.ts'

export const authTables = (k: Kit) => ({
  accounts: k.table(
    'accounts',
    {
      id: k.text('id').primaryKey(),
      /** As typed at creation; `usernameKey` is its lower-case form and decides uniqueness. */
      username: k.text('username'),
      usernameKey: k.text('username_key'),
      passwordHash: k.text('password_hash'),
      /** Another person set the password. */
      passwordTemporary: k.bool('password_temporary').notNull().default(false),
      name: k.text('name').notNull(),
      avatar: k.text('avatar').notNull(),
      email: k.text('email'),
      department: k.text('department'),
      phoneSealed: k.text('phone_sealed'),
      phoneHash: k.text('phone_hash'),
      phoneMasked: k.text('phone_masked'),
      /** The person's id within our mini program, from WeChat. */
      wechatId: k.text('wechat_id'),
      staffRole: k.text('staff_role').$type<StaffRole>(),
      status: k.text('status').$type<'active' | 'suspended'>().notNull(),
      /** Counts what staff management changed. */
      version: k.int('version').notNull().default(1),
      createdAt: k.ms('created_at').notNull(),
      updatedAt: k.ms('updated_at').notNull(),
    },
    (t) => [
      k.unique('accounts_username').on(t.usernameKey),
      k.unique('accounts_phone').on(t.phoneHash),
      k.unique('accounts_wechat').on(t.wechatId),
      k.index('accounts_staff').on(t.staffRole, t.createdAt),
    ],
  ),
  sessions: k.table(
    'sessions',
    {
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      activeRole: k.text('active_role').$type<Role>().notNull(),
      refreshHash: k.text('refresh_hash').notNull(),
      /** The former token, valid for a moment longer in case the reply with its successor was lost. */
      previousHash: k.text('previous_hash'),
      rotatedAt: k.ms('rotated_at').notNull(),
      createdAt: k.ms('created_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      revokedAt: k.ms('revoked_at'),
      /** The account's role has changed since the tokens were issued: they must be renewed before the next request. */
      roleChangedAt: k.ms('role_changed_at'),
      deviceKind: k.text('device_kind').$type<DeviceKind>(),
      deviceName: k.text('device_name'),
      addressMasked: k.text('address_masked'),
      /** Last use, written every few minutes; null until then. */
      seenAt: k.ms('seen_at'),
      /** The row of `knownDevices`; null for a client that sends no device token. */
      deviceId: k.text('device_id'),
      /** It was opened with a temporary password: only the change of the password is allowed. */
      mustChangePassword: k.bool('must_change_password').notNull().default(false),
    },
    (t) => [
      k.unique('sessions_refresh').on(t.refreshHash),
      k.index('sessions_previous').on(t.previousHash),
      k.index('sessions_account').on(t.accountId),
    ],
  ),
  loginFailures: k.table('login_failures', {
    /** A keyed hash of the user name or address, whether or not such an account exists. */
    subject: k.text('subject').primaryKey(),
    count: k.int('count').notNull(),
    since: k.ms('since').notNull(),
    lockedUntil: k.ms('locked_until').notNull(),
  }),
  /** Devices on which an account has logged in: each has a counter of failed logins of its own. */
  knownDevices: k.table(
    'known_devices',
    {
      /** A keyed hash of the account and the device token. */
      id: k.text('id').primaryKey(),
      accountId: k.text('account_id').notNull(),
      lastAt: k.ms('last_at').notNull(),
    },
    (t) => [k.index('known_devices_account').on(t.accountId), k.index('known_devices_last').on(t.lastAt)],
  ),
  /** How often a number was sent a code; locked while another one is prepared. */
  smsNumbers: k.table(
    'sms_numbers',
    {
      phoneHash: k.text('phone_hash').primaryKey(),
      since: k.ms('since').notNull(),
      count: k.int('count').notNull(),
      lastAt: k.ms('last_at').notNull(),
    },
    (t) => [k.index('sms_numbers_last').on(t.lastAt)],
  ),
  /** One row for each message: an older code holds beside a newer one until its time is over. */
  smsCodes: k.table(
    'sms_codes',
    {
      id: k.text('id').primaryKey(),
      phoneHash: k.text('phone_hash').notNull(),
      /** The device that asked for it; guesses from elsewhere do not count against it. */
      deviceHash: k.text('device_hash').notNull(),
      codeHash: k.text('code_hash').notNull(),
      attempts: k.int('attempts').notNull(),
      sentAt: k.ms('sent_at').notNull(),
      expiresAt: k.ms('expires_at').notNull(),
      /** False while it is not known whether the message went out. */
      sent: k.bool('sent').notNull(),
      usedAt: k.ms('used_at'),
    },
    (t) => [
      k.index('sms_codes_number').on(t.phoneHash, t.deviceHash, t.sentAt),
      k.index('sms_codes_expires').on(t.expiresAt),
    ],
  ),
})
