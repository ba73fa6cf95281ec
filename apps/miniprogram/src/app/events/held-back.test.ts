import { MINUTE_MS } from '@qingpin/contract/core/days'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tryStreams } from './held-back'

/** Streams that a gateway holds back, until one of them is let through. */
function setUp() {
  const open = new Set<() => void>()
  const seen = { opened: 0, flows: 0 }
  const trial = tryStreams(
    (onByte) => {
      seen.opened += 1
      open.add(onByte)
      return { stop: () => void open.delete(onByte) }
    },
    () => void (seen.flows += 1),
  )
  return { trial, seen, open: () => open.size, letThrough: () => [...open].forEach((onByte) => onByte()) }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('streams that a gateway holds back', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are tried again after a minute, beside the waiting, and used once a byte comes', async () => {
    const { trial, seen, open, letThrough } = setUp()
    trial.begin()
    await pass(MINUTE_MS - 1)
    expect(seen.opened).toBe(0)
    await pass(1)
    // Each answer of the waiting says so once more.
    trial.begin()
    await pass(1000)
    expect([seen.opened, open()]).toEqual([1, 1])
    letThrough()
    expect([seen.flows, open()]).toEqual([1, 0])
    await pass(60 * MINUTE_MS)
    expect(seen.opened).toBe(1)
  })

  it('are given up after five seconds each time, and tried more and more rarely', async () => {
    const { trial, seen, open } = setUp()
    trial.begin()
    await pass(MINUTE_MS + 5000)
    expect([seen.opened, open()]).toEqual([1, 0])
    await pass(2 * MINUTE_MS - 1)
    expect(seen.opened).toBe(1)
    await pass(1)
    expect(seen.opened).toBe(2)
    await pass(60 * MINUTE_MS)
    // After four and eight minutes, then ten minutes apart.
    expect(seen.opened).toBe(8)
  })

  it('are tried soon after the network has changed, and not at all once nothing is read', async () => {
    const { trial, seen } = setUp()
    trial.soon()
    await pass(MINUTE_MS)
    expect(seen.opened).toBe(0)
    trial.begin()
    trial.soon()
    await pass(1000)
    expect(seen.opened).toBe(1)
    trial.stop()
    await pass(60 * MINUTE_MS)
    expect([seen.opened, seen.flows]).toEqual([1, 0])
  })
})
