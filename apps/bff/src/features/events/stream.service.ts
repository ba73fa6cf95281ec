import { SESSION_EVENT } from '@qingpin/contract/events/account.events'
import { accountIdOf, type Ctx, participantTokenOf } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { readEvents, StoredEvent } from '../../events/events.repo.ts'
import { READ_PAGE } from '../../events/events.rules.ts'
import { DRAIN_MS, MAX_OPEN, RETRY_SECONDS, STREAM_MS } from './events.rules.ts'
import { type TopicEvent, watch } from './watch.service.ts'

export const eventView = ({ seq, type, data, at }: StoredEvent) => ({ seq, type, data, at: new Date(at).toISOString() })

/** A frame of a stream: a line for each field, and an empty one. */
export const streamFrame = (type: string, data: unknown, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`

/** Gives back one of the caller's open streams or waits. */
export type Leave = () => void

/** Counts the open streams and waits of each caller in this process; throws RATE_LIMITED beyond what phones and pages need. */
export function openReaders(): (ctx: Ctx) => Leave {
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

export interface Reading {
  read: ReturnType<typeof readEvents>
  /** The number after which each topic is read, by its name. */
  topics: ReadonlyMap<string, number>
  request: Request
}

const watching = ({ notifier }: Ctx, { read, topics }: Reading) => ({ read, topics, notifier })

interface Form {
  /** Sent before the first event. */
  first: string
  frame: (event: TopicEvent) => string
}

/**
 * Events as they come, each sent when the reader has taken the one before: a slow reader is served late and takes no
 * memory. A reader that takes nothing is dropped when its time is over.
 */
export function stream(ctx: Ctx, reading: Reading, { first, frame }: Form, leave: Leave): Response {
  const gone = new AbortController()
  const { signal } = gone
  reading.request.signal.addEventListener('abort', () => gone.abort())
  signal.addEventListener('abort', leave)
  const encoder = new TextEncoder()
  let events: ReturnType<typeof watch>
  let over = false
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      // Sent at once: proxies and browsers show an open stream only when its first byte is there.
      send(first)
      const onIdle = () => send(': quiet\n\n')
      events = watch({ ...watching(ctx, reading), signal, forMs: STREAM_MS, onIdle })
      // The generator may be suspended at a yield that the reader never takes: it has to be ended from here.
      signal.addEventListener('abort', () => void events.return(undefined))
      const late = setTimeout(() => {
        controller.error(new Error('the reader takes nothing'))
        gone.abort()
      }, STREAM_MS + DRAIN_MS)
      signal.addEventListener('abort', () => clearTimeout(late))
    },
    async pull(controller) {
      try {
        const { done, value } = over ? { done: true as const, value: undefined } : await events.next()
        if (signal.aborted) return
        if (!done) {
          controller.enqueue(encoder.encode(frame(value)))
          // The reader opens the stream again with its session, if it still has one.
          over = value.event.type === SESSION_EVENT
          return
        }
        controller.close()
      } catch (error) {
        const topics = [...reading.topics.keys()].map((topic) => topic.split(':')[0])
        ctx.log.error({ err: error, topics }, 'event stream failed')
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

/** Waits for the first event. Those that are there already come along, a page at most. */
export async function wait(ctx: Ctx, reading: Reading, seconds: number): Promise<TopicEvent[]> {
  const found: TopicEvent[] = []
  const options = { ...watching(ctx, reading), signal: reading.request.signal }
  for await (const one of watch({ ...options, forMs: seconds * 1000 })) {
    found.push(one)
    break
  }
  const [first] = found
  if (!first) return found
  const topics = new Map(options.topics).set(first.topic, first.event.seq)
  if (first.event.closes) topics.delete(first.topic)
  for await (const more of watch({ ...options, topics, forMs: 0 })) {
    found.push(more)
    if (found.length > READ_PAGE) break
  }
  return found
}
