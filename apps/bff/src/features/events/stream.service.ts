import type { Notifier } from '../../runtime/notifier.ts'
import type { StoredEvent } from '../../events/events.repo.ts'

export interface Following {
  read: (topic: string, after: number) => Promise<StoredEvent[]>
  notifier: Notifier
  topic: string
  after: number
  /** The reader went away. */
  signal: AbortSignal
  /** When to stop at the latest, in ms from now. */
  forMs: number
  /** Look at the rows at least this often, in case a wake-up was lost. */
  lookEveryMs?: number
  /** Called when nothing came for `lookEveryMs`. */
  onQuiet?: () => void
}

/**
 * The events of a topic as they come, oldest first, starting after a number. Ends at a closing event, when the time is
 * up, when the reader goes away and when the process stops.
 */
export async function* follow(options: Following): AsyncGenerator<StoredEvent> {
  const { read, notifier, topic, signal, forMs, lookEveryMs = 5000, onQuiet } = options
  const end = performance.now() + forMs
  let { after } = options
  let woken = false
  let resume: (() => void) | undefined
  const wake = () => {
    woken = true
    resume?.()
  }
  const off = notifier.on(topic, wake)
  signal.addEventListener('abort', wake)
  try {
    for (;;) {
      woken = false
      const events = await read(topic, after)
      for (const event of events) {
        if (signal.aborted) return
        yield event
        after = event.seq
        if (event.closes) return
      }
      const left = end - performance.now()
      if (signal.aborted || notifier.stopped || left <= 0) return
      if (woken || events.length > 0) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, lookEveryMs))
        resume = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      resume = undefined
      if (!woken) onQuiet?.()
    }
  } finally {
    off()
    signal.removeEventListener('abort', wake)
  }
}
