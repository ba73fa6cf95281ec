import { expect, it } from 'vitest'
import { FIRST_PURCHASE } from './ledger.rules.ts'
import { reasonOf } from './credits.view.ts'

const reason = (kind: Parameters<typeof reasonOf>[0]['kind'], over: object = {}) =>
  reasonOf({ kind, reference: null, held: null, captured: null, ...over })

it.each([
  [reason('gift', { reference: 'sign-up' }), '新账号赠送'],
  [reason('gift', { reference: FIRST_PURCHASE }), '首次购买赠送'],
  [reason('gift', { reference: 'spring' }), '赠送'],
  [reason('purchase', { reference: 'an-order' }), '购买积分'],
  [reason('hold', { held: 4 }), '预留，AI 正在写'],
  [reason('hold', { held: 4, captured: 0 }), '预留，后来没用上'],
  [reason('hold', { held: 4, captured: 3 }), 'AI 回答，先预留4积分'],
  [reason('hold', { held: 4, captured: 4 }), 'AI 回答'],
  [reason('release', { held: 4, captured: 3 }), '没用完的退回'],
  [reason('release', { held: 4, captured: 0 }), '没有用上，全部退回'],
  [reason('refund'), '退款'],
])('an owner reads %s', (reason, expected) => {
  expect(reason).toBe(expected)
})
