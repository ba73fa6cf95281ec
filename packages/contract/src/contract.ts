import { accessLogRoutes } from './access-log/access-log.routes.ts'
import { assistantRoutes } from './assistant/assistant.routes.ts'
import { attachmentRoutes } from './attachments/attachments.routes.ts'
import { authRoutes } from './auth/auth.routes.ts'
import { contentRoutes } from './content/content.routes.ts'
import { contentManageRoutes } from './content/manage.routes.ts'
import { creditRoutes } from './credits/credits.routes.ts'
import { customerRoutes } from './customers/customers.routes.ts'
import { importRoutes } from './customers/import.routes.ts'
import { poolRoutes } from './customers/pool.routes.ts'
import { teamRoutes } from './customers/team.routes.ts'
import { timelineRoutes } from './customers/timeline.routes.ts'
import { followUpRoutes } from './customers/follow-ups.routes.ts'
import { removalRoutes } from './customers/removal.routes.ts'
import { transferRoutes } from './customers/transfers.routes.ts'
import { cvRoutes } from './cvs/cvs.routes.ts'
import { eventRoutes } from './events/events.routes.ts'
import { homeRoutes } from './home/home.routes.ts'
import { interviewRoutes } from './interviews/interviews.routes.ts'
import { notificationRoutes } from './notifications/notifications.routes.ts'
import { ocrRoutes } from './ocr/ocr.routes.ts'
import { opsRoutes } from './ops/ops.routes.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { placementRoutes } from './placements/placements.routes.ts'
import { resumeRoutes } from './resumes/resumes.routes.ts'
import { sharingRoutes } from './sharing/sharing.routes.ts'
import { shortlistRoutes } from './shortlists/shortlists.routes.ts'
import { reviewRoutes } from './reviews/reviews.routes.ts'
import { auditRoutes } from './staff/audit.routes.ts'
import { handoverRoutes } from './staff/handover.routes.ts'
import { staffRoutes } from './staff/staff.routes.ts'
import { wechatRoutes } from './wechat/wechat.routes.ts'
import type { Keyed, Routes } from './core/define.ts'
// Declares the codes that routes may name, in programs that do not read the catalog.
// oxlint-disable-next-line import/no-empty-named-blocks
import type {} from './errors.ts'
import type { Feature } from './feature-map.ts'

/** Every route of the product, by feature. */
export const contract = {
  auth: authRoutes,
  home: homeRoutes,
  resumes: resumeRoutes,
  sharing: sharingRoutes,
  customers: {
    ...customerRoutes,
    ...poolRoutes,
    ...transferRoutes,
    ...timelineRoutes,
    ...teamRoutes,
    ...importRoutes,
    ...removalRoutes,
    ...followUpRoutes,
  },
  placements: placementRoutes,
  interviews: interviewRoutes,
  shortlists: shortlistRoutes,
  cvs: cvRoutes,
  assistant: assistantRoutes,
  credits: creditRoutes,
  orders: orderRoutes,
  content: { ...contentRoutes, ...contentManageRoutes },
  reviews: reviewRoutes,
  staff: { ...staffRoutes, ...handoverRoutes, ...auditRoutes },
  events: eventRoutes,
  notifications: notificationRoutes,
  attachments: attachmentRoutes,
  ocr: ocrRoutes,
  wechat: wechatRoutes,
  'access-log': accessLogRoutes,
  ops: opsRoutes,
} satisfies Record<Feature, Routes>

/** Routes by the name a client calls them by. An interface, so that editors show the name and not the whole table. */
export interface ContractMap extends Keyed<(typeof contract)[Feature]> {}
