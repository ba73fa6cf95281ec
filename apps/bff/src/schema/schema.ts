import { accessLogTables } from '../features/access-log/access-log.table.ts'
import { authTables } from '../features/auth/auth.table.ts'
import { eventTables } from '../events/events.table.ts'
import { attachmentTables } from '../features/attachments/attachments.table.ts'
import { assistantTables } from '../features/assistant/assistant.table.ts'
import { contentTables } from '../features/content/content.table.ts'
import { creditTables } from '../features/credits/credits.table.ts'
import { customerTables } from '../features/customers/customers.table.ts'
import { importTables } from '../features/customers/import.table.ts'
import { cvTables } from '../features/cvs/cvs.table.ts'
import { interviewTables } from '../features/interviews/interviews.table.ts'
import { installationTables } from '../features/ops/installation.table.ts'
import { notificationTables } from '../features/notifications/notifications.table.ts'
import { ocrTables } from '../features/ocr/ocr.table.ts'
import { orderTables } from '../features/orders/orders.table.ts'
import { placementTables } from '../features/placements/placements.table.ts'
import { staffTables } from '../features/staff/staff.table.ts'
import { fileTables } from '../storage/stored-files.table.ts'
import { sharingTables } from '../features/sharing/sharing.table.ts'
import { shortlistTables } from '../features/shortlists/shortlists.table.ts'
import { limitTables } from '../http/limits.table.ts'
import { jobTables } from '../jobs/jobs.table.ts'
import { resumeTables } from '../features/resumes/resumes.table.ts'
import { alertTables } from '../alerts/alerts.table.ts'
import { auditTables } from '../audit/audit.table.ts'
import { searchTables } from '../features/resumes/search.table.ts'
import { moderationTables } from '../moderation/moderation.table.ts'
import { wechatTables } from '../features/wechat/wechat.table.ts'
import { vendorTokenTables } from '../adapters/wechat/token-store.table.ts'
import { idempotencyTables } from '../http/idempotency.table.ts'
import type { Kit } from '../db/kit.ts'

/** Every table, made for one engine. Repos read them as `db.s.*`. */
export const makeSchema = (kit: Kit) => ({
  ...authTables(kit),
  ...resumeTables(kit),
  ...attachmentTables(kit),
  ...sharingTables(kit),
  ...auditTables(kit),
  ...alertTables(kit),
  ...idempotencyTables(kit),
  ...jobTables(kit),
  ...limitTables(kit),
  ...eventTables(kit),
  ...notificationTables(kit),
  ...assistantTables(kit),
  ...creditTables(kit),
  ...orderTables(kit),
  ...cvTables(kit),
  ...interviewTables(kit),
  ...staffTables(kit),
  ...placementTables(kit),
  ...customerTables(kit),
  ...shortlistTables(kit),
  ...importTables(kit),
  ...contentTables(kit),
  ...vendorTokenTables(kit),
  ...moderationTables(kit),
  ...searchTables(kit),
  ...ocrTables(kit),
  ...installationTables(kit),
  ...fileTables(kit),
  ...accessLogTables(kit),
  ...wechatTables(kit),
})
export type Schema = ReturnType<typeof makeSchema>
