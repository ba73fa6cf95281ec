import { AppError } from '../errors.ts'
import { GRACE_MS, IDLE_SENDER_MS, MINIMUM_BYTES_PER_MS } from './storage.rules.ts'

/**
 * Bytes as they come in, from a sender that may be slow but must not keep a connection busy with a few bytes now and then.
 * Only the time in which we wait for the sender counts. Throws UPLOAD_TOO_SLOW.
 */
export async function* withMinimumThroughput(source: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = source.getReader()
  let [waited, came, late] = [0, 0, false]
  try {
    for (;;) {
      const began = performance.now()
      const next = await within(
        reader.read(),
        Math.min(IDLE_SENDER_MS, GRACE_MS + came / MINIMUM_BYTES_PER_MS - waited),
      )
      if (next === undefined) {
        late = true
        throw new AppError('UPLOAD_TOO_SLOW')
      }
      if (next.done) return
      waited += performance.now() - began
      came += next.value.length
      yield next.value
    }
  } finally {
    const ended = reader.cancel().catch(() => undefined)
    // On a connection without traffic the sender does not learn that it was given up.
    if (!late) await ended
  }
}

/** Undefined when it took longer. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), undefined)
  })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}
