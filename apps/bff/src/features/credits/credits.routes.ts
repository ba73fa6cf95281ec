import type { creditRoutes } from '@qingpin/contract/credits/credits.routes'
import type { Handlers } from '../../http/mount.ts'

export const creditHandlers: Handlers<typeof creditRoutes> = {}
