import type { eventRoutes } from '@qingpin/contract/events/events.routes'
import { accountIdOf, type Ctx, participantTokenOf } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Handlers } from '../../http/mount.ts'
import { readEvents, type StoredEvent } from '../../events/events.repo.ts'
import { follow } from './stream.service.ts'
import { requireReadable, type Reveal, type TopicGuards } from '../../events/topics.ts'

/** A stream ends after five minutes and is taken up again, so that whoever may no longer read it finds out. */
const STREAM_MS = 300_000
/** How long after that the reader has for what it has not taken yet. */
const LAST_WORDS_MS = 30_000
/** Streams and waits that one caller may have open at once, and when to try again. */
const OPEN_MOST = 20
const RETRY_SECONDS = 5
/** What both databases hold as a number of an event. */
const LARGEST = 2_147_483_647

const wire = ({ seq, type, data, at }: StoredEvent) => ({ seq, type, data, at: new Date(at).toISOString() })

const frame = (event: StoredEvent): string =>
  `id: ${event.seq}\nevent: ${event.closes ? 'closing' : 'event'}\ndata: ${JSON.stringify(wire(event))}\n\n`

const numberOf = (header: string | null): number =>
  header !== null && /^\d{1,10}$/.test(header) ? Math.min(Number(header), LARGEST) : 0

type Read = ReturnType<typeof readEvents>

const revealing =
  (read: Read, reveal: Reveal): Read =>
  async (topic, after) =>
    (await read(topic, after)).map((event) => ({ ...event, data: reveal(event.data) }))

/** Gives back a place among the readers of one caller. */
type Leave = () => void

/** Counts who reads how much at once in this process, and refuses more than a caller's phones and pages ask for. */
function places(): (ctx: Ctx) => Leave {
  const taken = new Map<string, number>()
  return (ctx) => {
    const { caller, settings } = ctx
    // Guests behind one network share its address; the guard has let them in by their seats.
    const who = accountIdOf(ctx) ?? participantTokenOf(ctx) ?? caller
    const before = taken.get(who) ?? 0
    // Without a general limit nothing is counted: load is measured so.
    if (before >= OPEN_MOST && settings.generalLimit > 0) {
      throw new AppError('RATE_LIMITED', { retryAfterSeconds: RETRY_SECONDS })
    }
    taken.set(who, before + 1)
    let left = false
    return () => {
      if (left) return
      left = true
      const now = (taken.get(who) ?? 1) - 1
      if (now > 0) taken.set(who, now)
      else taken.delete(who)
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
 * Events as they come, each when the reader has taken the one before: whoever reads slowly is told later, and holds up no
 * memory. One that stops reading is let go when its time is over.
 */
function stream(ctx: Ctx, { read, topic, after, request }: Reading, leave: Leave): Response {
  const gone = new AbortController()
  const { signal } = gone
  request.signal.addEventListener('abort', () => gone.abort())
  signal.addEventListener('abort', leave)
  const encoder = new TextEncoder()
  let events: ReturnType<typeof follow>
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (text: string) => controller.enqueue(encoder.encode(text))
      // Sent at once: proxies and browsers show an open stream only when its first byte is there.
      say(': open\n\n')
      const onQuiet = () => say(': quiet\n\n')
      events = follow({ read, topic, after, notifier: ctx.notifier, signal, forMs: STREAM_MS, onQuiet })
      // It rests where the reader has not taken what it gave: nobody else would end it.
      signal.addEventListener('abort', () => void events.return(undefined))
      const over = setTimeout(() => {
        controller.error(new Error('the reader takes nothing'))
        gone.abort()
      }, STREAM_MS + LAST_WORDS_MS)
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
  const enter = places()
  return {
    async follow(ctx, { params, query, request }) {
      const reveal = await requireReadable(guards, ctx, params.topic)
      const { topic } = params
      const after = Math.max(query.after, numberOf(request.headers.get('last-event-id')))
      const reading = { read: revealing(read, reveal), topic, after, request }
      const leave = enter(ctx)
      if (request.headers.get('accept')?.includes('text/event-stream')) return stream(ctx, reading, leave)
      return wait(ctx, reading, query.wait).finally(leave)
    },
  }
}
