import { beforeEach, describe, expect, it } from 'vitest'
import { createSubscribeMessages } from './subscribe-messages.ts'

const TEMPLATE = 'template-one'
const OPENID = 'o-one'

describe('subscribe messages', () => {
  const make = (usualQuota = 0) =>
    createSubscribeMessages({
      templates: { [TEMPLATE]: ['thing1', 'time2'] },
      isPerson: (openid) => openid === OPENID,
      usualQuota,
      now: () => 0,
    })
  let messages = make()
  beforeEach(() => {
    messages = make()
  })
  const data = (over: Record<string, string> = {}) => ({
    thing1: { value: over['thing1'] ?? '约了面试' },
    time2: { value: over['time2'] ?? '2026年12月2日 09:05' },
  })
  const send = (over: Record<string, unknown> = {}) =>
    messages.send({ touser: OPENID, template_id: TEMPLATE, page: 'pages/home/index', data: data(), ...over })

  it('spend one yes each, and are refused with 43101 without one', () => {
    expect(send().failure).toBe('noSubscription')
    messages.answer(OPENID, TEMPLATE, true)
    messages.answer(OPENID, TEMPLATE, true)
    expect([send().failure, send().failure, send().failure]).toEqual([undefined, undefined, 'noSubscription'])
    expect(messages.list()).toHaveLength(2)
    messages.answer(OPENID, TEMPLATE, true)
    messages.answer(OPENID, TEMPLATE, false)
    expect(send().failure).toBe('noSubscription')
  })

  it.each([
    ['a stranger', { touser: 'o-two' }, 'invalidOpenid'],
    ['a template that is none', { template_id: 'x' }, 'invalidTemplate'],
    ['a page with a slash in front', { page: '/pages/home/index' }, 'invalidPage'],
    ['a thing of 21 characters', { data: data({ thing1: '长'.repeat(21) }) }, 'invalidData'],
    ['a thing of two lines', { data: data({ thing1: '一\n二' }) }, 'invalidData'],
    ['an empty field', { data: data({ thing1: '' }) }, 'invalidData'],
    ['a time that is none', { data: data({ time2: '明天' }) }, 'invalidData'],
    ['a missing field', { data: { thing1: { value: '约了面试' } } }, 'invalidData'],
  ])('are refused for %s, and spend nothing', (_, over, failure) => {
    messages.answer(OPENID, TEMPLATE, true)
    expect(send(over).failure).toBe(failure)
    expect(messages.left(OPENID, TEMPLATE)).toBe(1)
  })

  it('go out without end in development, until a person says no', () => {
    messages = make(Number.POSITIVE_INFINITY)
    expect([send().failure, send().failure]).toEqual([undefined, undefined])
    messages.answer(OPENID, TEMPLATE, false)
    expect(send().failure).toBe('noSubscription')
  })
})
