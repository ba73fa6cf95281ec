import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { Ending } from './scripts.ts'

export interface StreamSpeed {
  /** 0 sends without pauses. */
  tokensPerSecond: number
  /** Splits the stream into pieces of so many bytes, inside characters too; 0 sends event by event. */
  splitBytes: number
}

export interface StreamPlan {
  events: readonly object[]
  /** The events that end a stream without failure. */
  last: readonly object[]
  ending?: Ending | undefined
  speed: () => StreamSpeed
  errorChunk: object
  /** Closes the connection. */
  cut: () => void
  /** Called once, after any ending. */
  onEnd: () => void
}

const BEFORE_CUT_MS = 40

/** The answer as server-sent events, after the vendor's keep-alive comment. */
export function streamOf(plan: StreamPlan): ReadableStream<Uint8Array> {
  const gone = new AbortController()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      async function send(text: string) {
        const bytes = encoder.encode(text)
        const { splitBytes } = plan.speed()
        const size = splitBytes > 0 ? splitBytes : bytes.length
        for (let at = 0; at < bytes.length && !gone.signal.aborted; at += size) {
          controller.enqueue(bytes.slice(at, at + size))
          await turn()
        }
      }
      try {
        await send(': keep-alive\n\n')
        for (const event of plan.events) {
          await pause(plan.speed(), gone.signal)
          await send(frame(event))
        }
        await end(plan, send, gone.signal)
        if (!gone.signal.aborted) controller.close()
      } catch (error) {
        if (!gone.signal.aborted) controller.error(error)
      } finally {
        plan.onEnd()
      }
    },
    cancel: () => gone.abort(),
  })
}

const frame = (value: object) => `data: ${JSON.stringify(value)}\n\n`

async function end(plan: StreamPlan, send: (text: string) => Promise<void>, gone: AbortSignal) {
  if (plan.ending === 'stall') return forever(gone)
  if (plan.ending === 'cut') {
    // The pause lets the bytes before the cut arrive, so the length of the answer does not depend on chance.
    await wait(BEFORE_CUT_MS)
    return plan.cut()
  }
  if (plan.ending === 'eof') return undefined
  if (plan.ending === 'error') return send(frame(plan.errorChunk))
  for (const event of plan.last) await send(frame(event))
  return send('data: [DONE]\n\n')
}

async function pause({ tokensPerSecond }: StreamSpeed, signal: AbortSignal) {
  if (signal.aborted) throw new Error('the reader has gone')
  if (tokensPerSecond > 0) await wait(1000 / tokensPerSecond, undefined, { signal })
}

function forever(gone: AbortSignal) {
  return new Promise<void>((resolve) => {
    if (gone.aborted) resolve()
    gone.addEventListener('abort', () => resolve())
  })
}
