import type { eventRoutes } from '@qingpin/contract/events/events.routes'
import type { Ctx } from '../../context.ts'
import type { TopicGuards } from '../../events/index.ts'
import type { Handlers } from '../../http/mount.ts'
import { topicReader } from './stream.service.ts'

/** The one way in which anything that happens later reaches a client. Each feature guards its own topics. */
export const makeEventHandlers = (deps: Pick<Ctx, 'db'>, guards: TopicGuards): Handlers<typeof eventRoutes> => {
  const readTopic = topicReader(deps, guards)
  return {
    watch: (ctx, { params, query, request }) => readTopic(ctx, params.topic, query, request),
  }
}
