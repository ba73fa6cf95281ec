import { ApiError } from '@qingpin/contract/client'
import { apiAddress } from '@/platform/api-address'
import type { HttpReply } from '@/platform/http-message'
import { onNetChange } from '@/platform/net'
import { canStream, openStream } from '@/platform/stream'
import type { StreamOutcome } from '@/platform/stream.types'
import { renewedAfter, transport } from './api'
import { currentSession } from './session'

export interface TopicEvent {
  readonly seq: number
  readonly type: string
  /** What the feature that writes the topic declares for this type. */
  readonly data: unknown
  readonly at: string
}

/** `opening`: the first attempt; `connecting`: lost or failed, and tried again; `live`: connected. */
export type LineState = 'opening' | 'connecting' | 'live'

export interface WatchRequest {
  readonly topic: string
  /** The last event that is known already; 0 begins at the beginning. */
  readonly after?: number
  /** Proves a participant of an interview; without it the session decides. */
  readonly participantToken?: string | undefined
  /** Each event once, in order, however often the line breaks. */
  readonly onEvent: (event: TopicEvent) => void
  readonly onState?: (state: LineState) => void
  /** Called once: the topic is closed, or may not be read (any more). */
  readonly onEnd: (error: ApiError | undefined) => void
}

const FIRST_PAUSE_MS = 300
const LONGEST_PAUSE_MS = 8000
/** The server sends a keep-alive every 5 s; after three missed ones the connection counts as lost. */
const DEAD_AFTER_MS = 16_000
/** Less than the time in which the app gives up on a request. */
const WAIT_SECONDS = 8

const isFinal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429

/** Watches a topic from an event number on: reconnects where it stopped, renews the session's token, and ends by itself. */
export function watchTopic(request: WatchRequest): { stop: () => void } {
  const { topic, participantToken, onEvent, onState, onEnd } = request
  let after = request.after ?? 0
  let pause = FIRST_PAUSE_MS
  let stopped = false
  let drop: () => void = () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  let state: LineState | undefined
  const show = (next: LineState) => {
    if (state === next || stopped) return
    state = next
    onState?.(next)
  }
  const url = (query: string) => `/api/events/${encodeURIComponent(topic)}?after=${after}${query}`
  const participant: Record<string, string> = participantToken ? { 'x-participant-token': participantToken } : {}

  const finish = (error?: ApiError) => {
    if (stopped) return
    stop()
    onEnd(error)
  }
  const take = (event: TopicEvent, closing: boolean) => {
    if (stopped || event.seq <= after) return
    after = event.seq
    pause = FIRST_PAUSE_MS
    onEvent(event)
    if (closing) finish()
  }
  const later = () => {
    if (stopped) return
    show('connecting')
    timer = setTimeout(connect, pause * (0.75 + Math.random() / 2))
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
  const refused = async (reply: HttpReply, access: string | undefined) => {
    if (await renewedAfter(reply, access).catch(() => false)) return connect()
    return isFinal(reply.status) ? finish(new ApiError(reply.status, reply.data)) : later()
  }

  const listen = () => {
    const access = currentSession()?.access
    let over = false
    let watch: ReturnType<typeof setTimeout> | undefined
    const end = (outcome: StreamOutcome) => {
      if (over) return
      over = true
      clearTimeout(watch)
      if (outcome.kind === 'refused') void refused(outcome.reply, access)
      else later()
    }
    const stream = openStream({
      url: apiAddress + url(''),
      method: 'GET',
      header: { accept: 'text/event-stream', ...participant, ...(access ? { authorization: `Bearer ${access}` } : {}) },
      onBytes: () => {
        show('live')
        alive()
      },
      onEvent: ({ type, data }) => take(JSON.parse(data) as TopicEvent, type === 'closing'),
      onEnd: end,
    })
    const alive = () => {
      clearTimeout(watch)
      watch = setTimeout(() => {
        stream.stop()
        end({ kind: 'done' })
      }, DEAD_AFTER_MS)
    }
    alive()
    drop = () => {
      over = true
      clearTimeout(watch)
      stream.stop()
    }
  }

  const ask = async () => {
    let open = true
    drop = () => {
      open = false
    }
    const waiting = { method: 'GET', url: url(`&wait=${WAIT_SECONDS}`), header: participant, data: undefined }
    const reply = await transport(waiting).catch(() => undefined)
    if (!open) return
    if (!reply) return later()
    if (reply.status !== 200) return refused({ ...reply, header: {} }, undefined)
    show('live')
    const { events, closed } = (reply.data as { data: { events: TopicEvent[]; closed: boolean } }).data
    for (const event of events) take(event, closed && event === events.at(-1))
    if (!stopped) void ask()
  }

  function connect(): void {
    clearTimeout(timer)
    if (stopped) return
    drop()
    if (canStream()) listen()
    else void ask()
  }
  const offNet = onNetChange((up) => {
    if (!up) return
    pause = FIRST_PAUSE_MS
    connect()
  })
  function stop(): void {
    stopped = true
    clearTimeout(timer)
    offNet()
    drop()
  }

  show('opening')
  connect()
  return { stop }
}
