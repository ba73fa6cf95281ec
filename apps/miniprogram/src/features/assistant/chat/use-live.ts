import { useEffect, useRef, useState } from 'react'
import { watchTopic, type LineState, type TopicEvent } from '@/app/events/watch-topic'
import type { ChatReply } from '../api'
import { reduce, NOTHING_YET, type Live } from './live'

/** At most ten updates a second. */
const GATHER_MS = 110

/** Passes events on in groups: the first at once, the others at an interval. */
function gather(show: (events: readonly TopicEvent[]) => void) {
  let waiting: TopicEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    if (waiting.length === 0) return
    const events = waiting
    waiting = []
    timer = setTimeout(flush, GATHER_MS)
    show(events)
  }
  return {
    add(event: TopicEvent) {
      waiting.push(event)
      if (timer === undefined) flush()
    },
    stop: () => clearTimeout(timer),
  }
}

export interface LiveRun {
  readonly live: Live
  readonly line: LineState
}

/**
 * Watches an answer from its beginning, across lost connections and a suspended app. `onEnd` is called once:
 * with the answer as it stands, or with undefined when only the server knows how it ended.
 */
export function useLive(
  run: NonNullable<ChatReply['run']>,
  onEnd: (live: Live | undefined) => void,
  onGrow: () => void,
): LiveRun {
  const [live, setLive] = useState(NOTHING_YET)
  const [line, setLine] = useState<LineState>('opening')
  const ended = useRef(onEnd)
  ended.current = onEnd
  useEffect(onGrow, [onGrow, live])

  useEffect(() => {
    let current = NOTHING_YET
    const group = gather((events) => {
      current = events.reduce(reduce, current)
      if (current.end) ended.current(current)
      else setLive(current)
    })
    const watcher = watchTopic({
      topic: run.topic,
      after: 0,
      onEvent: group.add,
      onState: setLine,
      onEnd: (error) => {
        if (error) ended.current(undefined)
      },
    })
    return () => {
      watcher.stop()
      group.stop()
    }
  }, [run.topic])
  return { live, line }
}
