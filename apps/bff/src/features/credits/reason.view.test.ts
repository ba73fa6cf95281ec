import { expect, it } from 'vitest'
import { FIRST_PURCHASE } from './packages.rules.ts'
import { reasonOf } from './reason.view.ts'

const told = (kind: Parameters<typeof reasonOf>[0]['kind'], over: object = {}) =>
  reasonOf({ kind, reference: null, held: null, captured: null, ...over })

it.each([
  [told('gift', { reference: 'sign-up' }), '新账号赠送'],
  [told('gift', { reference: FIRST_PURCHASE }), '首次购买赠送'],
  [told('gift', { reference: 'spring' }), '赠送'],
  [told('purchase', { reference: 'an-order' }), '购买积分'],
  [told('hold', { held: 4 }), '预留，AI 正在写'],
  [told('hold', { held: 4, captured: 0 }), '预留，后来没用上'],
  [told('hold', { held: 4, captured: 3 }), 'AI 回答，先预留4积分'],
  [told('hold', { held: 4, captured: 4 }), 'AI 回答'],
  [told('release', { held: 4, captured: 3 }), '没用完的退回'],
  [told('release', { held: 4, captured: 0 }), '没有用上，全部退回'],
  [told('refund'), '退款'],
])('an owner reads %s', (reason, expected) => {
  expect(reason).toBe(expected)
})
