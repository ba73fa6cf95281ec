import { ApiError } from '@qingpin/contract/client'
import { apiAddress } from '@/platform/api-address'
import type { HttpReply } from '@/platform/http-message'
import { onNetChange } from '@/platform/net'
import { canStream, openStream } from '@/platform/stream'
import type { StreamOutcome } from '@/platform/stream.types'
import { exchange, sessionRefused } from '../api'
import { currentSession } from '../session'
import { FIRST_BYTE_MS, tryStreams } from './held-back'
import { isNamedEvent, isTopicState, type LineState, type NamedEvent, type TopicState } from './topic-event'

/** The number of the last event that is known; undefined: only what comes from now on. */
export type Position = number | undefined

export interface TopicReaderOptions {
  /** Proves a participant of an interview; without it the session decides. */
  readonly participantToken?: string | undefined
  /** Each event once, in order, however often the line breaks. */
  readonly onEvent: (event: NamedEvent, closes: boolean) => void
  /** The topic may not be read (any more); with the error of the whole connection for all of them. */
  readonly onRefused: (topic: string, error: ApiError) => void
  /** Where a topic stands that is read from now on. */
  readonly onPosition: (topic: string, last: number) => void
  readonly onState: (state: LineState) => void
}

/** One connection for several topics. */
export interface TopicReader {
  /** Reads this topic too, after a number; one that is read already goes back to the number if it is lower. */
  readonly add: (topic: string, after: Position) => void
  /** The number of the last event of a topic, as far as it is known. */
  readonly positionOf: (topic: string) => Position
  /** Reads these topics only. */
  readonly retain: (topics: ReadonlySet<string>) => void
  readonly stop: () => void
}

const FIRST_PAUSE_MS = 300
const LONGEST_PAUSE_MS = 8000
/** The server sends a keep-alive every 5 s; after three missed ones the connection counts as lost. */
const DEAD_AFTER_MS = 16_000
/** Less than the time in which the app gives up on a request. */
const WAIT_SECONDS = 8
/** Topics that are added at once are read by one connection. */
const GATHER_MS = 20
/** What the server reads in one connection. */
const MOST_TOPICS = 20

const isFinal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429

/** Whether a stream was held back before: the next connection waits at once, until a stream gets through again. */
let heldBack = false

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const listIn = (value: unknown, name: string): readonly unknown[] => {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return Array.isArray(list) ? list : []
}

/** Reads topics from event numbers on: reconnects where it stopped, and renews the session's token. */
export function readTopics(options: TopicReaderOptions): TopicReader {
  const { participantToken, onEvent, onRefused, onPosition, onState } = options
  const positions = new Map<string, Position>()
  let pause = FIRST_PAUSE_MS
  let stopped = false
  let drop: () => void = () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  let state: LineState | undefined
  const show = (next: LineState) => {
    if (state === next || stopped) return
    state = next
    onState(next)
  }
  const url = () => {
    const list = [...positions].slice(0, MOST_TOPICS).map(([topic, after]) => `${topic}:${after ?? 0}`)
    return `/api/events?topics=${encodeURIComponent(list.join(','))}`
  }
  const participant: Record<string, string> = participantToken ? { 'x-participant-token': participantToken } : {}

  const refuse = (topic: string, error: ApiError) => {
    if (positions.delete(topic)) onRefused(topic, error)
  }
  const noteStates = (states: readonly unknown[]) => {
    for (const { topic, last, error } of states.filter(isTopicState)) {
      if (error) refuse(topic, new ApiError(404, error))
      else if (positions.has(topic) && positions.get(topic) === undefined) {
        positions.set(topic, last)
        onPosition(topic, last)
      }
    }
  }
  const take = (event: NamedEvent, closes: boolean) => {
    if (stopped || !positions.has(event.topic) || event.seq <= (positions.get(event.topic) ?? 0)) return
    positions.set(event.topic, event.seq)
    pause = FIRST_PAUSE_MS
    if (closes) positions.delete(event.topic)
    onEvent(event, closes)
  }
  const later = () => {
    if (stopped || positions.size === 0) return
    show('connecting')
    clearTimeout(timer)
    timer = setTimeout(connect, pause * (0.75 + Math.random() / 2))
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
  const refused = async (reply: HttpReply, sent: ReturnType<typeof currentSession>) => {
    if (await sessionRefused(reply, sent).catch(() => false)) return connect()
    if (stopped) return
    if (!isFinal(reply.status)) return later()
    const error = new ApiError(reply.status, reply.data)
    for (const topic of positions.keys()) refuse(topic, error)
  }

  const streamOf = (sent: ReturnType<typeof currentSession>) => ({
    url: apiAddress + url(),
    method: 'GET' as const,
    header: {
      accept: 'text/event-stream',
      ...participant,
      ...(sent ? { authorization: `Bearer ${sent.access}` } : {}),
    },
  })
  const trial = tryStreams(
    (onBytes) =>
      openStream({ ...streamOf(currentSession()), onBytes, onEvent: () => undefined, onEnd: () => undefined }),
    () => {
      heldBack = false
      connect()
    },
  )
  const listen = () => {
    const sent = currentSession()
    const began = Date.now()
    let over = false
    let watch: ReturnType<typeof setTimeout> | undefined
    const end = (outcome: StreamOutcome) => {
      if (over) return
      over = true
      clearTimeout(watch)
      if (outcome.kind === 'refused') void refused(outcome.reply, sent)
      // The server ends streams after a while; one that it ends at once has to wait.
      else if (outcome.kind === 'done' && Date.now() - began > LONGEST_PAUSE_MS) connect()
      else later()
    }
    const stream = openStream({
      ...streamOf(sent),
      onBytes: () => {
        if (over) return
        show('live')
        expect(DEAD_AFTER_MS, () => end({ kind: 'done' }))
      },
      onEvent: ({ type, data }) => {
        if (over) return
        const value = parsed(data)
        if (type === 'topics') noteStates(listIn(value, 'topics'))
        else if (isNamedEvent(value)) take(value, type === 'closing')
      },
      onEnd: end,
    })
    const expect = (ms: number, otherwise: () => void) => {
      clearTimeout(watch)
      watch = setTimeout(() => {
        stream.stop()
        otherwise()
      }, ms)
    }
    drop = () => {
      over = true
      clearTimeout(watch)
      stream.stop()
    }
    expect(FIRST_BYTE_MS, () => {
      over = true
      heldBack = true
      void ask()
    })
  }

  const ask = async () => {
    let open = true
    drop = () => {
      open = false
    }
    const sent = currentSession()
    const waiting = {
      method: 'GET',
      url: `${url()}&wait=${state === 'live' ? WAIT_SECONDS : 0}`,
      header: participant,
      data: undefined,
    }
    const reply = await exchange(waiting, sent?.access).catch(() => undefined)
    if (!open || stopped) return
    if (!reply) return later()
    if (reply.status !== 200) return refused(reply, sent)
    show('live')
    const { data } = reply.data as { data?: unknown }
    const states = listIn(data, 'topics').filter(isTopicState) as readonly TopicState[]
    noteStates(states)
    const closed = new Set(states.filter((one) => one.closed).map(({ topic }) => topic))
    const events = listIn(data, 'events').filter(isNamedEvent)
    events.forEach((event, index) => {
      const isLast = !events.slice(index + 1).some(({ topic }) => topic === event.topic)
      take(event, isLast && closed.has(event.topic))
    })
    if (!open || positions.size === 0) return
    // Another reader may have found out meanwhile that streams get through.
    if (canStream() && !heldBack) return connect()
    if (canStream()) trial.begin()
    void ask()
  }

  function connect(): void {
    clearTimeout(timer)
    drop()
    if (stopped || positions.size === 0) return
    if (canStream() && !heldBack) listen()
    else void ask()
  }
  const soon = () => {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(connect, GATHER_MS)
  }
  const offNet = onNetChange((up) => {
    if (!up) return
    pause = FIRST_PAUSE_MS
    connect()
    trial.soon()
  })
  show('opening')
  return {
    add(topic, after) {
      const isKnown = positions.has(topic)
      const before = positions.get(topic)
      // One that asks for what comes from now on gets it from the connection as it is.
      if (isKnown && (after === undefined || (before !== undefined && before <= after))) return
      positions.set(topic, after)
      soon()
    },
    positionOf: (topic) => positions.get(topic),
    retain(topics) {
      for (const topic of positions.keys()) if (!topics.has(topic)) positions.delete(topic)
      if (positions.size > 0) return
      drop()
      trial.stop()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      trial.stop()
      offNet()
      drop()
    },
  }
}
