import type { orderRoutes } from '@qingpin/contract/orders/orders.routes'
import type { Handlers } from '../../http/mount.ts'

export const orderHandlers: Handlers<typeof orderRoutes> = {}
