import { ApiError } from '@qingpin/contract/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ParticipantApi } from '../participant-api'
import { leaveRoom } from './leave-room'

/** A server that answers in turn: an error to throw, or nothing for a yes. */
function aServer(...answers: readonly (Error | undefined)[]) {
  const calls = { count: 0 }
  const seat = (() => {
    const answer = answers[Math.min(calls.count, answers.length - 1)]
    calls.count += 1
    return answer ? Promise.reject(answer) : Promise.resolve({ done: true })
  }) as unknown as ParticipantApi
  return { calls, seat }
}
const noNetwork = new Error('no network')

describe('leaving a room', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is told to the server as soon as it can be reached, and then no more', async () => {
    const { calls, seat } = aServer(noNetwork, noNetwork, undefined)
    leaveRoom(seat)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.count).toBe(3)
  })

  it('ends where the server knows no such seat', async () => {
    const { calls, seat } = aServer(new ApiError(404, { code: 'SEAT_NOT_FOUND' }))
    leaveRoom(seat)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.count).toBe(1)
  })

  it('is not said any more by whoever has come back meanwhile', async () => {
    const { calls, seat } = aServer(noNetwork)
    const leaving = leaveRoom(seat)
    await vi.advanceTimersByTimeAsync(1000)
    leaving.cancel()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.count).toBe(1)
  })
})
