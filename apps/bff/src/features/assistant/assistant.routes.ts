import type { assistantRoutes } from '@qingpin/contract/assistant/assistant.routes'
import type { Handlers } from '../../http/mount.ts'

export const assistantHandlers: Handlers<typeof assistantRoutes> = {}
