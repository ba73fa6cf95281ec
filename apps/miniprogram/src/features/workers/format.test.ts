import { expect, it } from 'vitest'
import { orderTone } from './format'

it('gives an unknown order status no colour', () => {
  expect(orderTone('accepting')).toBe('ok')
  expect(orderTone('elsewhere')).toBe('plain')
})
