import type { homeRoutes } from '@qingpin/contract/home/home.routes'
import type { Handlers } from '../../http/mount.ts'
import { closeAlert } from './alerts.service.ts'
import * as service from './home.service.ts'

export const homeHandlers: Handlers<typeof homeRoutes> = {
  home: (ctx) => service.home(ctx),
  today: (ctx) => service.today(ctx),
  closeAlert: (ctx, { params }) => closeAlert(ctx, params.id),
}
