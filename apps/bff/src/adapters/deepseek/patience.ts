import { LlmError } from '../../ports/llm.port.ts'

export interface Patience {
  firstMs: number
  betweenMs: number
}

/** Hands on what comes and fails with `silent` when nothing comes for too long. */
export async function* withPatience<T>(source: AsyncIterable<T>, { firstMs, betweenMs }: Patience): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  let patience = firstMs
  try {
    for (;;) {
      const step = await within(iterator.next(), patience)
      if (step.done) return
      patience = betweenMs
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
  // What comes after the patience is over is nobody's any more.
  promise.catch(() => undefined)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
