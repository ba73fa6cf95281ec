import type { cvRoutes } from '@qingpin/contract/cvs/cvs.routes'
import type { Handlers } from '../../http/mount.ts'

export const cvHandlers: Handlers<typeof cvRoutes> = {}
