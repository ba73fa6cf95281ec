import { ApiError } from '@qingpin/contract/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ParticipantApi } from '../participant-api'
import { leaveRoom } from './leave-room'

/** A server that gives these answers in turn: an error to throw, or nothing for success. */
function aServer(...answers: readonly (Error | undefined)[]) {
  const calls = { count: 0 }
  const call = (() => {
    const answer = answers[Math.min(calls.count, answers.length - 1)]
    calls.count += 1
    return answer ? Promise.reject(answer) : Promise.resolve({ done: true })
  }) as unknown as ParticipantApi
  return { calls, call }
}
const noNetwork = new Error('no network')

describe('leaving a room', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is sent until the server answers, and then no more', async () => {
    const { calls, call } = aServer(noNetwork, noNetwork, undefined)
    leaveRoom(call)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.count).toBe(3)
  })

  it('ends where the server knows no such participant', async () => {
    const { calls, call } = aServer(new ApiError(404, { code: 'SEAT_NOT_FOUND' }))
    leaveRoom(call)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.count).toBe(1)
  })

  it('is not sent any more after coming back', async () => {
    const { calls, call } = aServer(noNetwork)
    const leaving = leaveRoom(call)
    await vi.advanceTimersByTimeAsync(1000)
    leaving.cancel()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.count).toBe(1)
  })
})
