import type { ApiError } from '@qingpin/contract/client'
import { currentSession, useSession } from '../session'
import { joinTabs, type TabHub } from './tab-hub'
import type { LineState, TopicEvent } from './topic-event'
import { readTopics, type Position } from './topic-reader'

export type { LineState, TopicEvent } from './topic-event'

export interface WatchRequest {
  readonly topic: string
  /** The last event that is known already; 0 begins at the beginning, undefined with what comes from now on. */
  readonly after: Position
  /** Proves a participant of an interview who has a connection of its own; without it the session decides. */
  readonly participantToken?: string | undefined
  /** Each event once, in order, however often the line breaks. */
  readonly onEvent: (event: TopicEvent) => void
  readonly onState?: (state: LineState) => void
  /** With `after: undefined`, for an account: events from now on are received, those of before are not. */
  readonly onBegin?: () => void
  /** Called once: the topic is closed, or may not be read (any more). */
  readonly onEnd: (error: ApiError | undefined) => void
}

let shared: { readonly accountId: string; readonly hub: TabHub } | undefined

/** The connection of the account that is logged in. */
function hubOf(accountId: string): TabHub {
  if (shared?.accountId !== accountId) {
    shared?.hub.stop()
    shared = { accountId, hub: joinTabs(accountId) }
  }
  return shared.hub
}

useSession.subscribe(({ session }) => {
  if (!shared || session?.user.id === shared.accountId) return
  shared.hub.stop()
  shared = undefined
})

/** Whether this tab holds the connection of its account. */
export const holdsConnection = (): boolean => shared?.hub.leads() ?? false

/**
 * Watches a topic from an event number on, and ends by itself. All topics of an account are read by one connection for
 * all tabs of a browser; a participant without an account has one of its own.
 */
export function watchTopic(request: WatchRequest): { stop: () => void } {
  const { topic, after, participantToken, onEvent, onState, onBegin, onEnd } = request
  const accountId = currentSession()?.user.id
  let over = false
  const end = (error?: ApiError) => {
    if (over) return
    over = true
    stop()
    onEnd(error)
  }
  const listeners = {
    onEvent: (event: TopicEvent, closes: boolean) => {
      if (over) return
      onEvent(event)
      if (closes) end()
    },
    onState: (state: LineState) => {
      if (!over) onState?.(state)
    },
  }
  let stop: () => void
  if (accountId !== undefined && participantToken === undefined) {
    const leave = hubOf(accountId).watch({ topic, after, ...listeners, onBegin, onRefused: end })
    stop = leave
  } else {
    const reader = readTopics({
      ...listeners,
      participantToken,
      onRefused: (_, error) => end(error),
      onPosition: () => undefined,
    })
    reader.add(topic, after)
    stop = reader.stop
  }
  return {
    stop: () => {
      over = true
      stop()
    },
  }
}
