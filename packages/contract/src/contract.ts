import { authRoutes } from './auth/auth.routes.ts'
import type { Keyed } from './core/define.ts'
import { assistantRoutes } from './assistant/assistant.routes.ts'
import { contentRoutes } from './content/content.routes.ts'
import { creditRoutes } from './credits/credits.routes.ts'
import { customerRoutes } from './customers/customers.routes.ts'
import { cvRoutes } from './cvs/cvs.routes.ts'
import { eventRoutes } from './events/events.routes.ts'
import { fileRoutes } from './attachments/attachments.routes.ts'
import { interviewRoutes } from './interviews/interviews.routes.ts'
import { ocrRoutes } from './ocr/ocr.routes.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { homeRoutes } from './home/home.routes.ts'
import { opsRoutes } from './ops/ops.routes.ts'
import { resumeRoutes } from './resumes/resumes.routes.ts'
import { sharingRoutes } from './sharing/sharing.routes.ts'
import { staffRoutes } from './staff/staff.routes.ts'

/** Every route of the product, by feature. */
export const contract = {
  ops: opsRoutes,
  home: homeRoutes,
  auth: authRoutes,
  staff: staffRoutes,
  resumes: resumeRoutes,
  events: eventRoutes,
  assistant: assistantRoutes,
  credits: creditRoutes,
  orders: orderRoutes,
  cvs: cvRoutes,
  interviews: interviewRoutes,
  customers: customerRoutes,
  content: contentRoutes,
  ocr: ocrRoutes,
  files: fileRoutes,
  sharing: sharingRoutes,
}

/** Routes by the name a client calls them by. An interface, so that editors show the name and not the whole table. */
export interface ContractMap
  extends
    Keyed<typeof opsRoutes>,
    Keyed<typeof homeRoutes>,
    Keyed<typeof authRoutes>,
    Keyed<typeof staffRoutes>,
    Keyed<typeof resumeRoutes>,
    Keyed<typeof eventRoutes>,
    Keyed<typeof assistantRoutes>,
    Keyed<typeof creditRoutes>,
    Keyed<typeof orderRoutes>,
    Keyed<typeof cvRoutes>,
    Keyed<typeof interviewRoutes>,
    Keyed<typeof customerRoutes>,
    Keyed<typeof contentRoutes>,
    Keyed<typeof ocrRoutes>,
    Keyed<typeof fileRoutes>,
    Keyed<typeof sharingRoutes> {}
