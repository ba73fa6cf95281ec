import type { eventRoutes } from '@qingpin/contract/events/events.routes'
import type { Ctx } from '../context.ts'
import type { Handlers } from '../http/mount.ts'
import { readEvents, type StoredEvent } from './events.repo.ts'
import { follow } from './follow.ts'
import { requireReadable, type Reveal, type TopicGuards } from './topics.ts'

/** A stream ends after five minutes and is taken up again, so that whoever may no longer read it finds out. */
const STREAM_MS = 300_000

const wire = ({ seq, type, data, at }: StoredEvent) => ({ seq, type, data, at: new Date(at).toISOString() })

const frame = (event: StoredEvent): string =>
  `id: ${event.seq}\nevent: ${event.closes ? 'closing' : 'event'}\ndata: ${JSON.stringify(wire(event))}\n\n`

const numberOf = (header: string | null): number => (header !== null && /^\d{1,10}$/.test(header) ? Number(header) : 0)

type Read = ReturnType<typeof readEvents>

const revealing =
  (read: Read, reveal: Reveal): Read =>
  async (topic, after) =>
    (await read(topic, after)).map((event) => ({ ...event, data: reveal(event.data) }))

function stream(ctx: Ctx, read: Read, topic: string, after: number, request: Request): Response {
  const gone = new AbortController()
  request.signal.addEventListener('abort', () => gone.abort())
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (text: string) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(text))
      }
      // Sent at once: proxies and browsers show an open stream only when its first byte is there.
      say(': open\n\n')
      const events = follow({
        read,
        topic,
        after,
        wakeUps: ctx.wakeUps,
        signal: gone.signal,
        forMs: STREAM_MS,
        onQuiet: () => say(': quiet\n\n'),
      })
      try {
        for await (const event of events) say(frame(event))
      } catch (error) {
        ctx.log.error({ err: error, topic: topic.split(':')[0] }, 'event stream failed')
      }
      if (!gone.signal.aborted) controller.close()
    },
    cancel: () => gone.abort(),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

async function wait(ctx: Ctx, read: Read, topic: string, after: number, seconds: number, signal: AbortSignal) {
  const found: StoredEvent[] = []
  const options = { read, topic, after, wakeUps: ctx.wakeUps, signal, forMs: seconds * 1000 }
  for await (const event of follow(options)) {
    found.push(event)
    // What else is there already comes along; nothing is waited for once there is something to say.
    for (const more of await read(topic, event.seq)) found.push(more)
    break
  }
  return { events: found.map(wire), closed: found.at(-1)?.closes ?? false }
}

/** The one way in which anything that happens later reaches a client. Each feature guards its own topics. */
export const makeEventHandlers = (deps: Pick<Ctx, 'db'>, guards: TopicGuards): Handlers<typeof eventRoutes> => {
  const read = readEvents(deps)
  return {
    async follow(ctx, { params, query, request }) {
      const reveal = await requireReadable(guards, ctx, params.topic)
      const readable = revealing(read, reveal)
      const after = Math.max(query.after, numberOf(request.headers.get('last-event-id')))
      if (request.headers.get('accept')?.includes('text/event-stream')) {
        return stream(ctx, readable, params.topic, after, request)
      }
      return wait(ctx, readable, params.topic, after, query.wait, request.signal)
    },
  }
}
