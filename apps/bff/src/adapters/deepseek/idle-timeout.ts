import { LlmError } from '../../ports/llm.port.ts'

/** Yields the values of a source; throws LlmError `silent` when none comes for `ms`. */
export async function* withIdleTimeout<T>(source: AsyncIterable<T>, ms: number): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const step = await within(iterator.next(), ms)
      if (step.done) return
      yield step.value
    }
  } finally {
    // Not awaited: a source that hangs would hang its reader too.
    void iterator.return?.().catch(() => undefined)
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LlmError('silent')), ms)
  })
  // A value that comes after the timeout is dropped.
  promise.catch(() => undefined)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
