import type { interviewRoutes } from '@qingpin/contract/interviews/interviews.routes'
import type { Handlers } from '../../http/mount.ts'

export const interviewHandlers: Handlers<typeof interviewRoutes> = {}
