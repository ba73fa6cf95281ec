import { ApiError } from '@qingpin/contract/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { joinTabs, type TabHub } from './tab-hub'
import type { NamedEvent } from './topic-event'
import type { Position, TopicReaderOptions } from './topic-reader'

/** The locks of a browser, in which each test is one tab after another. */
function fakeLocks() {
  const queues = new Map<string, (() => Promise<void>)[]>()
  const run = (name: string) => {
    const [first] = queues.get(name) ?? []
    if (first) void first().then(() => (queues.get(name)?.shift(), run(name)))
  }
  return {
    request(name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) {
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      queue.push(() => (signal.aborted ? Promise.resolve() : hold()))
      if (queue.length === 1) run(name)
      return Promise.resolve()
    },
  }
}

/** The connections of all tabs. */
interface Connection {
  readonly positions: Map<string, Position>
  readonly options: TopicReaderOptions
  open: boolean
}
const connections: Connection[] = []
const openReader = (options: TopicReaderOptions) => {
  const one: Connection = { positions: new Map(), options, open: true }
  connections.push(one)
  return {
    add: (topic: string, after: Position) => {
      const before = one.positions.get(topic)
      if (!one.positions.has(topic) || (after !== undefined && (before ?? Infinity) > after))
        one.positions.set(topic, after)
    },
    retain: (topics: ReadonlySet<string>) => {
      for (const topic of one.positions.keys()) if (!topics.has(topic)) one.positions.delete(topic)
    },
    positionOf: (topic: string) => one.positions.get(topic),
    stop: () => void (one.open = false),
  }
}
const open = () => connections.filter((one) => one.open)
const present = () => {
  const [connection] = open()
  if (!connection) throw new Error('no tab holds a connection')
  return connection
}
const send = (topic: string, seq: number, closes = false) => {
  const { positions, options } = present()
  positions.set(topic, seq)
  options.onEvent({ topic, seq, type: 'text', data: seq, at: '' } satisfies NamedEvent, closes)
}

const hubs: TabHub[] = []
/** A tab that watches a topic, and what it has got. */
function aTab(topic = 'account:a', after: Position = undefined) {
  const hub = joinTabs('a', openReader)
  hubs.push(hub)
  const got: number[] = []
  const refused: string[] = []
  const begun: string[] = []
  const watch = (also: string, from: Position) =>
    hub.watch({
      topic: also,
      after: from,
      onEvent: ({ seq }) => got.push(seq),
      onRefused: (error) => refused.push(error.code),
      onState: () => undefined,
      onBegin: () => begun.push(also),
    })
  return { hub, got, refused, begun, watch, leave: watch(topic, after) }
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 3000, interval: 5 })

beforeEach(() => vi.stubGlobal('navigator', { ...navigator, locks: fakeLocks() }))
afterEach(() => {
  for (const hub of hubs.splice(0)) hub.stop()
  connections.length = 0
  vi.unstubAllGlobals()
})

describe('the tabs of an account', () => {
  it('share one connection, and each gets every event once', async () => {
    const tabs = Array.from({ length: 9 }, () => aTab())
    await until(() => expect(present().positions.has('account:a')).toBe(true))
    expect(open()).toHaveLength(1)
    for (const seq of [1, 2, 3]) send('account:a', seq)
    for (const { got } of tabs) await until(() => expect(got).toEqual([1, 2, 3]))
    expect(tabs.filter(({ hub }) => hub.leads())).toHaveLength(1)
  })

  it('each learn once from when on events of a topic are received', async () => {
    const tabs = [aTab(), aTab(), aTab('run:r', 0)]
    await until(() => expect([...present().positions.keys()].toSorted()).toEqual(['account:a', 'run:r']))
    expect(tabs.map(({ begun }) => begun)).toEqual([[], [], []])
    present().options.onPosition('account:a', 7)
    present().options.onPosition('account:a', 9)
    for (const { begun } of tabs.slice(0, 2)) await until(() => expect(begun).toEqual(['account:a']))
    send('account:a', 8)
    for (const { got } of tabs.slice(0, 2)) await until(() => expect(got).toEqual([8]))
    expect(tabs[2]?.begun).toEqual([])
  })

  it('hand it on when any tab is closed, and continue at their number', async () => {
    const tabs = Array.from({ length: 9 }, () => aTab('run:r', 0))
    for (let seq = 1; tabs.length > 1; seq += 1) {
      await until(() => expect(open()).toHaveLength(1))
      const lowest = () => present().positions.get('run:r')
      await until(() => expect(lowest()).toBe(seq - 1))
      send('run:r', seq)
      for (const { got } of tabs) await until(() => expect(got.at(-1)).toBe(seq))
      const leader = tabs.findIndex(({ hub }) => hub.leads())
      // By turns the one that leads and one that does not.
      const [closed] = tabs.splice(seq % 2 === 1 ? leader : (leader + 1) % tabs.length, 1)
      closed?.hub.stop()
    }
    expect(tabs[0]?.got).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('read what another tab asks for, from where it asks, until it is closed', async () => {
    const [one, two] = [aTab('run:r', 0), aTab()]
    await until(() => expect([...present().positions.keys()].toSorted()).toEqual(['account:a', 'run:r']))
    send('run:r', 1)
    send('run:r', 2)
    await until(() => expect(one.got).toEqual([1, 2]))
    const [leader, other] = one.hub.leads() ? [one, two] : [two, one]
    // A page that is opened later begins at the beginning; the others do not get it twice.
    other.watch('run:r', 0)
    await until(() => expect(present().positions.get('run:r')).toBe(0))
    send('run:r', 1)
    send('run:r', 2)
    await until(() => expect(two.got).toEqual([1, 2]))
    expect(one.got.slice(0, 2)).toEqual([1, 2])
    leader.leave()
    if (leader === one) await until(() => expect(present().positions.has('run:r')).toBe(true))
    other.hub.stop()
    await until(() => expect([...present().positions.keys()]).not.toContain('run:r'))
  })

  it('end a topic that closes or is refused in every tab, and the others go on', async () => {
    const tabs = [aTab('run:r', 0), aTab('run:r', 0)]
    tabs[1]?.watch('participant:p', 0)
    await until(() => expect(present().positions.has('participant:p')).toBe(true))
    send('run:r', 1, true)
    send('run:r', 2)
    present().options.onRefused('participant:p', new ApiError(404, { code: 'NOT_FOUND', message: '没找到' }))
    await until(() => expect(tabs[1]?.refused).toEqual(['NOT_FOUND']))
    expect(tabs.map(({ got }) => got)).toEqual([[1], [1]])
    expect(tabs[0]?.refused).toEqual([])
  })

  it('lead for themselves where the browser has neither locks nor channels', async () => {
    vi.stubGlobal('navigator', { ...navigator, locks: undefined })
    vi.stubGlobal('BroadcastChannel', undefined)
    const tab = aTab()
    await until(() => expect(tab.hub.leads()).toBe(true))
    send('account:a', 1)
    expect(tab.got).toEqual([1])
  })

  it('are led by a lease where there are no locks: one at a time, and the next one when it is given back', async () => {
    vi.stubGlobal('navigator', { ...navigator, locks: undefined })
    const [one, two] = [aTab(), aTab()]
    await until(() => expect([one.hub.leads(), two.hub.leads()].filter(Boolean)).toHaveLength(1))
    const [first, second] = one.hub.leads() ? [one, two] : [two, one]
    first.hub.stop()
    hubs.splice(hubs.indexOf(first.hub), 1)
    await vi.waitFor(() => expect(second.hub.leads()).toBe(true), { timeout: 5000 })
    send('account:a', 4)
    expect(second.got).toEqual([4])
  })
})
