import type { StoredEvent } from '../../events/events.repo.ts'
import { READ_PAGE } from '../../events/events.rules.ts'
import type { Notifier } from '../../runtime/notifier.ts'
import { POLL_MS } from './events.rules.ts'

export interface Watching {
  read: (topic: string, after: number) => Promise<StoredEvent[]>
  notifier: Notifier
  /** The number after which each topic is read, by its name. */
  topics: ReadonlyMap<string, number>
  /** Aborted when the reader goes away. */
  signal: AbortSignal
  /** When to stop at the latest, in ms from now. */
  forMs: number
  /** Read the rows at least this often, in ms. */
  pollMs?: number
  /** Called when nothing came for `pollMs`. */
  onIdle?: () => void
}

export interface TopicEvent {
  topic: string
  event: StoredEvent
}

/**
 * The events of topics as they come, each topic's oldest first, starting after its number. Topics are read by turns, a
 * page at a time. Ends when all are closed, when the time is up, when the reader goes away and when the process stops.
 */
export async function* watch(options: Watching): AsyncGenerator<TopicEvent> {
  const { read, notifier, signal, forMs, pollMs = POLL_MS, onIdle } = options
  const end = performance.now() + forMs
  const after = new Map(options.topics)
  const due = new Set(after.keys())
  let resume: (() => void) | undefined
  const listeners = new Map(
    [...due].map((topic) => {
      const onNews = () => {
        due.add(topic)
        resume?.()
      }
      return [topic, notifier.on(topic, onNews)] as const
    }),
  )
  const leave = () => resume?.()
  signal.addEventListener('abort', leave)
  const close = (topic: string) => {
    listeners.get(topic)?.()
    after.delete(topic)
    due.delete(topic)
  }
  async function* readDue(): AsyncGenerator<TopicEvent> {
    const round = [...due]
    for (const topic of round) {
      // Before the read: what is written meanwhile makes the topic due again.
      due.delete(topic)
      const events = await read(topic, after.get(topic) ?? 0)
      for (const event of events) {
        if (signal.aborted) return
        yield { topic, event }
        after.set(topic, event.seq)
        if (event.closes) close(topic)
      }
      if (events.length >= READ_PAGE && after.has(topic)) due.add(topic)
    }
  }
  const idle = async (ms: number) => {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      resume = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    resume = undefined
    if (due.size > 0 || signal.aborted) return
    onIdle?.()
    for (const topic of after.keys()) due.add(topic)
  }
  try {
    for (;;) {
      yield* readDue()
      const left = end - performance.now()
      if (after.size === 0 || signal.aborted || notifier.stopped || left <= 0) return
      if (due.size === 0) await idle(Math.min(left, pollMs))
    }
  } finally {
    for (const off of listeners.values()) off()
    signal.removeEventListener('abort', leave)
  }
}
