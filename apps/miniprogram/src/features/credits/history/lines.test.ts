import { expect, it } from 'vitest'
import type { Entry } from '../api'
import { linesOf } from './lines'

const entry = (id: string, kind: Entry['kind'], work: string | null, amount: number): Entry => ({
  id,
  kind,
  work,
  amount,
  reason: id,
  balanceAfter: 10,
  orderId: null,
  at: '2026-11-25T09:00:00.000Z',
})
const told = (entries: readonly Entry[]) => linesOf(entries).map(({ reason, amount }) => [reason, amount])

it('says of each answer once what it cost, also where two were written at a time', () => {
  const entries = [
    entry('b back', 'release', 'b', 1),
    entry('a back', 'release', 'a', 4),
    entry('b', 'hold', 'b', -4),
    entry('a', 'hold', 'a', -4),
  ]
  expect(told(entries)).toEqual([
    ['AI 回答', -3],
    ['AI 回答没写成，没有扣', 0],
  ])
})

it('leaves alone what has no other half: an answer being written, a gift, a half whose page is still to come', () => {
  const entries = [entry('writing', 'hold', 'c', -4), entry('back', 'release', 'd', 2), entry('gift', 'gift', null, 20)]
  expect(told(entries)).toEqual([
    ['writing', -4],
    ['back', 2],
    ['gift', 20],
  ])
})
