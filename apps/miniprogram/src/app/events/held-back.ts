import type { Stream } from '@/platform/stream.types'

/** Some gateways hold a stream back until it ends: without a first byte by then, events are waited for instead. */
export const FIRST_BYTE_MS = 5000
/** When a stream is tried again beside the waiting: the phone may be in another network by then. */
const AGAIN_MS = 60_000
const LONGEST_AGAIN_MS = 600_000
/** After the network has changed. */
const SOON_MS = 1000

/** Tries streams again while events are waited for. */
export interface StreamTrial {
  /** From now on, while nothing stops it. */
  readonly begin: () => void
  /** The network has changed: now, instead of later. */
  readonly soon: () => void
  readonly stop: () => void
}

/**
 * @param open opens a stream that calls the function it is given with the first byte
 * @param onFlow a first byte came in time: streams are not held back any more
 */
export function tryStreams(open: (onByte: () => void) => Stream, onFlow: () => void): StreamTrial {
  let pause = AGAIN_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let stream: Stream | undefined

  const end = () => {
    clearTimeout(timer)
    stream?.stop()
    timer = stream = undefined
  }
  const attempt = () => {
    end()
    stream = open(() => {
      stop()
      onFlow()
    })
    timer = setTimeout(() => {
      end()
      pause = Math.min(pause * 2, LONGEST_AGAIN_MS)
      timer = setTimeout(attempt, pause)
    }, FIRST_BYTE_MS)
  }
  function stop(): void {
    end()
    pause = AGAIN_MS
  }
  return {
    begin() {
      timer ??= setTimeout(attempt, pause)
    },
    soon() {
      if (timer === undefined) return
      stop()
      timer = setTimeout(attempt, SOON_MS)
    },
    stop,
  }
}
