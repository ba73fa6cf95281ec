import type { eventRoutes } from '@qingpin/contract/events/events.routes'
import type { Ctx } from '../../context.ts'
import type { TopicGuards } from '../../events/index.ts'
import type { Handlers } from '../../http/mount.ts'
import { topicReaders } from './topics.service.ts'

/** The one way in which anything that happens later reaches a client. Each feature guards its own topics. */
export const makeEventHandlers = (deps: Pick<Ctx, 'db'>, guards: TopicGuards): Handlers<typeof eventRoutes> => {
  const { one, several } = topicReaders(deps, guards)
  return {
    watchSeveral: (ctx, { query, request }) => several(ctx, query, request),
    watch: (ctx, { params, query, request }) => one(ctx, params.topic, query, request),
  }
}
