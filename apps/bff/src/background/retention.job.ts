import { alertRetention } from '../alerts/alerts.ts'
import type { Ctx } from '../context.ts'
import { failedLoginRetention } from '../audit/audit.ts'
import { BATCH_ROWS, type Retention } from '../db/retention.ts'
import { eventRetention } from '../events/index.ts'
import { accessLogRetention } from '../features/access-log/access-log.service.ts'
import { authRetention } from '../features/auth/retention.job.ts'
import { importRetention } from '../features/customers/import.job.ts'
import { notificationRetention } from '../features/notifications/notifications.service.ts'
import { shareRetention } from '../features/sharing/shares.service.ts'
import { wechatRetention } from '../features/wechat/retention.job.ts'
import { idempotencyRetention } from '../http/idempotency.repo.ts'
import { limitRetention } from '../http/limits.repo.ts'
import { hourly } from '../jobs/index.ts'
import { pictureRetention } from '../moderation/pictures.repo.ts'
import { moderationRetention } from '../moderation/moderation.repo.ts'

/** Each owner's expired rows. */
const RETENTIONS: readonly Retention[] = [
  ...authRetention,
  accessLogRetention,
  alertRetention,
  failedLoginRetention,
  idempotencyRetention,
  limitRetention,
  ...notificationRetention,
  shareRetention,
  ...importRetention,
  moderationRetention,
  ...pictureRetention,
  eventRetention,
  ...wechatRetention,
]

/** Removes expired rows once an hour. */
export const retention = hourly('retention', async (ctx: Ctx) => {
  for (const removal of RETENTIONS) while ((await ctx.db.tx((t) => removal(t, ctx))) === BATCH_ROWS);
})
