import { accountIdOf, type Ctx, participantTokenOf } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { readEvents, type StoredEvent } from '../../events/events.repo.ts'
import { presentTopic, requireReadable, type Reveal, type TopicGuards } from '../../events/topics.ts'
import { DRAIN_MS, LARGEST_SEQ, MAX_OPEN, RETRY_SECONDS, STREAM_MS } from './events.rules.ts'
import { watch } from './watch.service.ts'

const wire = ({ seq, type, data, at }: StoredEvent) => ({ seq, type, data, at: new Date(at).toISOString() })

const frame = (event: StoredEvent): string =>
  `id: ${event.seq}\nevent: ${event.closes ? 'closing' : 'event'}\ndata: ${JSON.stringify(wire(event))}\n\n`

const seqIn = (header: string | null): number =>
  header !== null && /^\d{1,10}$/.test(header) ? Math.min(Number(header), LARGEST_SEQ) : 0

type Read = ReturnType<typeof readEvents>

const revealing =
  (read: Read, reveal: Reveal): Read =>
  async (topic, after) =>
    (await read(topic, after)).map((event) => ({ ...event, data: reveal(event.data) }))

/** Gives back one of the caller's open streams or waits. */
type Leave = () => void

/** Counts the open streams and waits of each caller in this process; throws RATE_LIMITED beyond what phones and pages need. */
function openReaders(): (ctx: Ctx) => Leave {
  const open = new Map<string, number>()
  return (ctx) => {
    // Guests behind one network share its address; the guard has let them in by their tokens.
    const key = accountIdOf(ctx) ?? participantTokenOf(ctx) ?? ctx.caller
    const before = open.get(key) ?? 0
    // Without a general limit nothing is counted: load is measured so.
    if (before >= MAX_OPEN && ctx.settings.generalLimit > 0) {
      throw new AppError('RATE_LIMITED', { retryAfterSeconds: RETRY_SECONDS })
    }
    open.set(key, before + 1)
    let left = false
    return () => {
      if (left) return
      left = true
      const now = (open.get(key) ?? 1) - 1
      if (now > 0) open.set(key, now)
      else open.delete(key)
    }
  }
}

interface Reading {
  read: Read
  topic: string
  after: number
  request: Request
}

/**
 * Events as they come, each sent when the reader has taken the one before: a slow reader is served late and takes no
 * memory. A reader that takes nothing is dropped when its time is over.
 */
function stream(ctx: Ctx, { read, topic, after, request }: Reading, leave: Leave): Response {
  const gone = new AbortController()
  const { signal } = gone
  request.signal.addEventListener('abort', () => gone.abort())
  signal.addEventListener('abort', leave)
  const encoder = new TextEncoder()
  let events: ReturnType<typeof watch>
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      // Sent at once: proxies and browsers show an open stream only when its first byte is there.
      send(': open\n\n')
      const onIdle = () => send(': quiet\n\n')
      events = watch({ read, topic, after, notifier: ctx.notifier, signal, forMs: STREAM_MS, onIdle })
      // The generator may be suspended at a yield that the reader never takes: it has to be ended from here.
      signal.addEventListener('abort', () => void events.return(undefined))
      const over = setTimeout(() => {
        controller.error(new Error('the reader takes nothing'))
        gone.abort()
      }, STREAM_MS + DRAIN_MS)
      signal.addEventListener('abort', () => clearTimeout(over))
    },
    async pull(controller) {
      try {
        const { done, value } = await events.next()
        if (signal.aborted) return
        if (!done) {
          controller.enqueue(encoder.encode(frame(value)))
          return
        }
        controller.close()
      } catch (error) {
        ctx.log.error({ err: error, topic: topic.split(':')[0] }, 'event stream failed')
        controller.error(error)
      }
      gone.abort()
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

async function wait(ctx: Ctx, { read, topic, after, request: { signal } }: Reading, seconds: number) {
  const found: StoredEvent[] = []
  const options = { read, topic, after, notifier: ctx.notifier, signal, forMs: seconds * 1000 }
  for await (const event of watch(options)) {
    found.push(event)
    // Events that are there already come along; nothing is waited for once there is one.
    for (const more of await read(topic, event.seq)) found.push(more)
    break
  }
  return { events: found.map(wire), closed: found.at(-1)?.closes ?? false }
}

interface WatchQuery {
  after: number
  /** Seconds, for the waiting form. */
  wait: number
}

/**
 * Gives the reader of topics: a stream for a request that accepts one, else the events of a wait. `guards` decide per
 * topic prefix who may read; throws NOT_FOUND where the caller may not, RATE_LIMITED with too many readers open.
 */
export function topicReader(deps: Pick<Ctx, 'db'>, guards: TopicGuards) {
  const read = readEvents(deps)
  const enter = openReaders()
  return async (ctx: Ctx, name: string, query: WatchQuery, request: Request) => {
    const { topic, former } = presentTopic(name)
    if (former !== undefined) ctx.metrics.renamedRoute(`GET /api/events/${former}:{id}`)
    const reveal = await requireReadable(guards, ctx, topic)
    const after = Math.max(query.after, seqIn(request.headers.get('last-event-id')))
    const reading = { read: revealing(read, reveal), topic, after, request }
    const leave = enter(ctx)
    if (request.headers.get('accept')?.includes('text/event-stream')) return stream(ctx, reading, leave)
    return wait(ctx, reading, query.wait).finally(leave)
  }
}
