import type { contentRoutes } from '@qingpin/contract/content/content.routes'
import type { Handlers } from '../../http/mount.ts'

export const contentHandlers: Handlers<typeof contentRoutes> = {}
