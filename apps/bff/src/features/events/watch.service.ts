import type { StoredEvent } from '../../events/events.repo.ts'
import type { Notifier } from '../../runtime/notifier.ts'
import { POLL_MS } from './events.rules.ts'

export interface Watching {
  read: (topic: string, after: number) => Promise<StoredEvent[]>
  notifier: Notifier
  topic: string
  after: number
  /** Aborted when the reader goes away. */
  signal: AbortSignal
  /** When to stop at the latest, in ms from now. */
  forMs: number
  /** Read the rows at least this often, in ms. */
  pollMs?: number
  /** Called when nothing came for `pollMs`. */
  onIdle?: () => void
}

/**
 * The events of a topic as they come, oldest first, starting after a number. Ends at a closing event, when the time is
 * up, when the reader goes away and when the process stops.
 */
export async function* watch(options: Watching): AsyncGenerator<StoredEvent> {
  const { read, notifier, topic, signal, forMs, pollMs = POLL_MS, onIdle } = options
  const end = performance.now() + forMs
  let { after } = options
  let notified = false
  let resume: (() => void) | undefined
  const wake = () => {
    notified = true
    resume?.()
  }
  const off = notifier.on(topic, wake)
  signal.addEventListener('abort', wake)
  try {
    for (;;) {
      notified = false
      const events = await read(topic, after)
      for (const event of events) {
        if (signal.aborted) return
        yield event
        after = event.seq
        if (event.closes) return
      }
      const left = end - performance.now()
      if (signal.aborted || notifier.stopped || left <= 0) return
      if (notified || events.length > 0) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, pollMs))
        resume = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      resume = undefined
      if (!notified) onIdle?.()
    }
  } finally {
    off()
    signal.removeEventListener('abort', wake)
  }
}
