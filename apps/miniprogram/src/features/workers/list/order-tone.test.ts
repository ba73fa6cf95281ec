import { expect, it } from 'vitest'
import { orderTone } from './resume-row'

it('gives an unknown order status no colour', () => {
  expect(orderTone('accepting')).toBe('ok')
  expect(orderTone('elsewhere')).toBe('plain')
})
