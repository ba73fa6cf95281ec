import type { customerRoutes } from '@qingpin/contract/customers/customers.routes'
import type { Handlers } from '../../http/mount.ts'

export const customerHandlers: Handlers<typeof customerRoutes> = {}
