import { ApiError } from '@qingpin/contract/client'
import { onPageLeft } from '@/platform/page-left'
import { leadTabs } from '@/platform/tab-leader'
import { linkTabs } from '@/platform/tab-link'
import { isNamedEvent, type LineState, type NamedEvent } from './topic-event'
import { readTopics, type Position, type TopicReader, type TopicReaderOptions } from './topic-reader'

/** What one page reads of one topic. */
interface TopicWatcher {
  readonly topic: string
  after: Position
  readonly onEvent: (event: NamedEvent, closes: boolean) => void
  readonly onRefused: (error: ApiError) => void
  readonly onState: (state: LineState) => void
  /** Called once where no number was given: events from now on are received, those of before are not. */
  readonly onBegin?: (() => void) | undefined
}

/** One connection for all tabs and topics of an account. */
export interface TabHub {
  readonly watch: (watcher: TopicWatcher) => () => void
  /** Whether this tab holds the connection. */
  readonly leads: () => boolean
  readonly stop: () => void
}

/** What tabs tell each other. `lead`: tell me what you read; `want`: read this for me; `here`: I still want it. */
type Message =
  | { readonly kind: 'lead' }
  | { readonly kind: 'want'; readonly tab: string; readonly topics: readonly (readonly [string, number | null])[] }
  | { readonly kind: 'here' | 'bye'; readonly tab: string }
  | { readonly kind: 'event'; readonly event: NamedEvent; readonly closes: boolean }
  | { readonly kind: 'refused'; readonly topic: string; readonly status: number; readonly body: object }
  | { readonly kind: 'position'; readonly topic: string; readonly last: number }
  | { readonly kind: 'state'; readonly state: LineState }

/** Tabs of another release speak another form. */
const FORM = 1
const HERE_MS = 40_000
/** Browsers let the timers of hidden tabs run once a minute at worst. */
const GONE_AFTER_MS = 150_000

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null && 'kind' in value

/** Makes the reader of a connection. */
export type OpenReader = (options: TopicReaderOptions) => TopicReader

/**
 * Joins the tabs of an account. One leads and holds the connection; the others say what they read and get the events
 * from it. A leader that closes is followed by another tab, which goes on at the numbers that each page has.
 */
export function joinTabs(accountId: string, open: OpenReader = readTopics): TabHub {
  const name = `events-${FORM}/${accountId}`
  const self = Math.random().toString(36).slice(2)
  const watchers = new Set<TopicWatcher>()
  const others = new Map<string, { topics: ReadonlySet<string>; at: number }>()
  let reader: TopicReader | undefined
  let state: LineState = 'opening'
  let stopped = false

  const dispatch = (message: Message) => {
    // Listeners add and remove watchers.
    const now = [...watchers]
    if (message.kind === 'event' && isNamedEvent(message.event)) {
      const { event, closes } = message
      for (const watcher of now) {
        if (watcher.topic !== event.topic || event.seq <= (watcher.after ?? 0)) continue
        watcher.after = event.seq
        if (closes) watchers.delete(watcher)
        watcher.onEvent(event, closes)
      }
    } else if (message.kind === 'refused') {
      for (const watcher of now) {
        if (watcher.topic !== message.topic) continue
        watchers.delete(watcher)
        watcher.onRefused(new ApiError(message.status, message.body))
      }
    } else if (message.kind === 'position') {
      for (const watcher of now) {
        if (watcher.topic !== message.topic || watcher.after !== undefined) continue
        watcher.after = message.last
        watcher.onBegin?.()
      }
    } else if (message.kind === 'state') {
      state = message.state
      for (const watcher of now) watcher.onState(state)
    }
  }
  const tell = (message: Message) => {
    link.post(message)
    dispatch(message)
  }
  const positionsOf = () => {
    const positions = new Map<string, Position>()
    for (const { topic, after } of watchers) {
      const before = positions.get(topic)
      positions.set(topic, before === undefined || after === undefined ? (after ?? before) : Math.min(before, after))
    }
    return positions
  }
  const wants = (): Message => ({
    kind: 'want',
    tab: self,
    topics: [...positionsOf()].map(([topic, after]) => [topic, after ?? null] as const),
  })
  const retain = () => {
    for (const [tab, { at }] of others) if (Date.now() - at > GONE_AFTER_MS) others.delete(tab)
    const all = [...watchers].map(({ topic }) => topic)
    reader?.retain(new Set([...all, ...[...others.values()].flatMap(({ topics }) => [...topics])]))
  }
  const changed = () => {
    if (stopped) return
    if (!reader) return link.post(wants())
    for (const [topic, after] of positionsOf()) reader.add(topic, after)
    retain()
  }

  const onMessage = (message: unknown) => {
    if (!isMessage(message)) return
    if (message.kind === 'lead') {
      if (watchers.size > 0) link.post(wants())
    } else if (message.kind === 'want') {
      if (!reader) return
      others.set(message.tab, { topics: new Set(message.topics.map(([topic]) => topic)), at: Date.now() })
      for (const [topic, after] of message.topics) {
        reader.add(topic, after ?? undefined)
        const last = after === null ? reader.positionOf(topic) : undefined
        if (last !== undefined) link.post({ kind: 'position', topic, last } satisfies Message)
      }
      retain()
      link.post({ kind: 'state', state } satisfies Message)
    } else if (message.kind === 'here') {
      const tab = others.get(message.tab)
      if (tab) tab.at = Date.now()
      else if (reader) link.post({ kind: 'lead' } satisfies Message)
    } else if (message.kind === 'bye') {
      if (others.delete(message.tab)) retain()
    } else if (!reader) dispatch(message)
  }
  const link = linkTabs(name, onMessage)
  const offLead = leadTabs(name, {
    lead() {
      reader = open({
        onEvent: (event, closes) => tell({ kind: 'event', event, closes }),
        onRefused: (topic, { status, code, message }) =>
          tell({ kind: 'refused', topic, status, body: { code, message } }),
        onPosition: (topic, last) => tell({ kind: 'position', topic, last }),
        onState: (next) => tell({ kind: 'state', state: next }),
      })
      changed()
      link.post({ kind: 'lead' } satisfies Message)
    },
    yield() {
      reader?.stop()
      reader = undefined
      others.clear()
      changed()
    },
  })
  const timer = setInterval(() => {
    if (reader) retain()
    else if (watchers.size > 0) link.post({ kind: 'here', tab: self } satisfies Message)
  }, HERE_MS)
  const leave = () => link.post({ kind: 'bye', tab: self } satisfies Message)
  const offLeave = onPageLeft({ left: leave, back: changed })

  return {
    watch(watcher) {
      watchers.add(watcher)
      watcher.onState(state)
      changed()
      return () => {
        if (watchers.delete(watcher)) changed()
      }
    },
    leads: () => reader !== undefined,
    stop() {
      if (stopped) return
      leave()
      stopped = true
      clearInterval(timer)
      offLeave()
      offLead()
      reader?.stop()
      reader = undefined
      link.close()
    },
  }
}
