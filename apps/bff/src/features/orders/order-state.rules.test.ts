import { ORDER_STATES } from '@qingpin/contract/orders/orders.enums'
import { describe, expect, it } from 'vitest'
import { isOpen, nextState } from './order-state.rules.ts'
import { nextCheck } from './orders.rules.ts'

describe('an order', () => {
  it('is credited when it was paid, also when the payment is reported after it was closed', () => {
    for (const state of ORDER_STATES) {
      expect([state, nextState(state, 'paid')]).toEqual([state, state === 'credited' ? undefined : 'credited'])
    }
  })

  it('never leaves the credited state', () => {
    for (const event of ['accepted', 'refused', 'paid', 'closed'] as const) {
      expect(nextState('credited', event)).toBeUndefined()
    }
  })

  it('is not reopened once it is over', () => {
    for (const state of ['closed', 'failed'] as const) expect(nextState(state, 'accepted')).toBeUndefined()
    expect(ORDER_STATES.filter(isOpen)).toEqual(['created', 'paying'])
  })

  it.each([
    ['created', 'accepted', 'paying'],
    ['created', 'refused', 'failed'],
    ['created', 'closed', 'closed'],
    ['paying', 'closed', 'closed'],
    ['paying', 'refused', undefined],
  ] as const)('that is %s and %s becomes %s', (state, event, next) => {
    expect(nextState(state, event)).toBe(next)
  })
})

describe('the next check of an open order', () => {
  const minute = 60_000
  it.each([
    [0, 1],
    [1, 3],
    [3, 8],
    [8, 18],
    [25, 30],
    [30, 40],
    [1439, 1449],
    [1440, 1800],
  ])('at minute %i is at minute %i', (now, next) => {
    expect(nextCheck({ createdAt: 0, expiresAt: 30 * minute }, now * minute)).toBe(next * minute)
  })
})
