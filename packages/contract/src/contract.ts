import { authRoutes } from './auth/auth.routes.ts'
import type { Keyed } from './core.ts'
import { homeRoutes } from './home/home.routes.ts'
import { opsRoutes } from './ops/ops.routes.ts'
import { resumeRoutes } from './resumes/resumes.routes.ts'
import { staffRoutes } from './staff/staff.routes.ts'

/** Every route of the product, by feature. */
export const contract = {
  ops: opsRoutes,
  home: homeRoutes,
  auth: authRoutes,
  staff: staffRoutes,
  resumes: resumeRoutes,
}

/** Routes by the name a client calls them by. An interface, so that editors show the name and not the whole table. */
export interface ContractMap
  extends
    Keyed<typeof opsRoutes>,
    Keyed<typeof homeRoutes>,
    Keyed<typeof authRoutes>,
    Keyed<typeof staffRoutes>,
    Keyed<typeof resumeRoutes> {}
