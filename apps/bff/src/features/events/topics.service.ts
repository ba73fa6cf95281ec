import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { lastSeqs, readEvents } from '../../events/events.repo.ts'
import { presentTopic, requireReadable, type Reveal, type TopicGuards } from '../../events/topics.ts'
import { readPositions, seqIn } from './events.rules.ts'
import { eventView, type Leave, openReaders, type Reading, stream, streamFrame, wait } from './stream.service.ts'
import type { TopicEvent } from './watch.service.ts'

const accepts = ({ headers }: Request) => headers.get('accept')?.includes('text/event-stream') ?? false

interface TopicState {
  topic: string
  last: number
  error: { code: string; message: string } | null
}

/**
 * Gives the readers of topics: each a stream for a request that accepts one, else the events of a wait. `guards` decide
 * per topic prefix who may read. Both fail with RATE_LIMITED when a caller has too many open.
 */
export function topicReaders(deps: Pick<Ctx, 'db'>, guards: TopicGuards) {
  const stored = readEvents(deps)
  const enter = openReaders()
  const revealing =
    (reveals: ReadonlyMap<string, Reveal>): Reading['read'] =>
    async (topic, after) => {
      const reveal = reveals.get(topic)
      const events = await stored(topic, after)
      return reveal ? events.map((event) => ({ ...event, data: reveal(event.data) })) : events
    }
  const waitFor = (ctx: Ctx, reading: Reading, seconds: number, leave: Leave) =>
    wait(ctx, reading, seconds).finally(leave)

  /** One topic; NOT_FOUND where the caller may not read it. */
  const one = async (ctx: Ctx, name: string, query: { after: number; wait: number }, request: Request) => {
    const { topic, former } = presentTopic(name)
    if (former !== undefined) ctx.metrics.renamedRoute(`GET /api/events/${former}:{id}`)
    const reveal = await requireReadable(guards, ctx, topic)
    const after = Math.max(query.after, seqIn(request.headers.get('last-event-id')))
    const reading = { read: revealing(new Map([[topic, reveal]])), topics: new Map([[topic, after]]), request }
    const leave = enter(ctx)
    if (accepts(request)) {
      const frame = ({ event }: TopicEvent) =>
        streamFrame(event.closes ? 'closing' : 'event', eventView(event), event.seq)
      return stream(ctx, reading, { first: ': open\n\n', frame }, leave)
    }
    const found = await waitFor(ctx, reading, query.wait, leave)
    return { events: found.map(({ event }) => eventView(event)), closed: found.at(-1)?.event.closes ?? false }
  }

  /** Several topics. One that may not be read is answered by its own error; the others are read. */
  const several = async (ctx: Ctx, query: { topics: string; wait: number }, request: Request) => {
    const topics = readPositions(query.topics)
    const reveals = new Map<string, Reveal>()
    const errors = new Map<string, TopicState['error']>()
    for (const topic of topics.keys()) {
      try {
        reveals.set(topic, await requireReadable(guards, ctx, topic))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        errors.set(topic, { code: error.code, message: error.message })
      }
    }
    const readable = new Map([...topics].filter(([topic]) => reveals.has(topic)))
    const reading = { read: revealing(reveals), topics: readable, request }
    const last = await lastSeqs(ctx, [...readable.keys()])
    const leave = enter(ctx)
    const states = [...topics.keys()].map((topic): TopicState => {
      return { topic, last: last.get(topic) ?? 0, error: errors.get(topic) ?? null }
    })
    const named = ({ topic, event }: TopicEvent) => ({ topic, ...eventView(event) })
    if (accepts(request)) {
      const frame = (found: TopicEvent) => streamFrame(found.event.closes ? 'closing' : 'event', named(found))
      return stream(ctx, reading, { first: streamFrame('topics', { topics: states }), frame }, leave)
    }
    // What may not be read is answered at once.
    const found = await waitFor(ctx, reading, errors.size > 0 ? 0 : query.wait, leave)
    const closed = new Set(found.filter(({ event }) => event.closes).map(({ topic }) => topic))
    return { topics: states.map((state) => ({ ...state, closed: closed.has(state.topic) })), events: found.map(named) }
  }
  return { one, several }
}
