import { describe, expect, it } from 'vitest'
import type { ChatReply } from '../api'
import { reduce, NOTHING_YET, spendable, thoughtSeconds, withEnd, withStarted } from './live'

const event = (seq: number, type: string, data: unknown, second: number) => ({
  seq,
  type,
  data,
  at: `2026-11-25T09:00:${String(second).padStart(2, '0')}.000Z`,
})
const partial = [
  event(1, 'thinking', { text: '想' }, 1),
  event(2, 'thinking', { text: '一想' }, 4),
  event(3, 'text', { text: '您' }, 7),
  event(4, 'text', { text: '好' }, 9),
].reduce(reduce, NOTHING_YET)

const chat = { id: 'c', title: '题', createdAt: '2026-11-25T09:00:00.000Z', updatedAt: '2026-11-25T09:00:00.000Z' }
const question = { id: 'q', text: '问', createdAt: chat.createdAt }
const run = { id: 'r', topic: 'run:r', questionId: 'q' }
const price = { least: 2, most: 4 }
const started = { chat, question, run, price, credits: { available: 16, held: 4 } }

describe('an answer that is read live', () => {
  it('gathers thinking and text, and knows how long was thought', () => {
    expect(partial).toMatchObject({ thinking: '想一想', text: '您好', end: undefined })
    expect(thoughtSeconds(partial)).toBe(6)
    expect(thoughtSeconds(NOTHING_YET)).toBe(0)
  })

  it('ends with its cost and becomes an answer of its turn, once', () => {
    const live = reduce(partial, event(5, 'done', { cost: 2, note: null }, 10))
    const reply = withStarted(undefined, started)
    expect(withEnd(reply, partial)).toBe(reply)
    const ended = withEnd(reply, live)
    expect(ended.run).toBeNull()
    expect(ended.turns[0]?.answers).toMatchObject([{ state: 'done', text: '您好', cost: 2, thoughtSeconds: 6 }])
    expect(withEnd(ended, live)).toBe(ended)
  })

  it('of a question that is answered again stands in the same turn', () => {
    const once: ChatReply = withEnd(withStarted(undefined, started), {
      ...partial,
      end: { state: 'failed', cost: 0, note: '断了' },
    })
    const again = withStarted(once, { ...started, run: { ...run, id: 'r2' } })
    expect(again.turns).toHaveLength(1)
    expect(withEnd(again, { ...partial, end: { state: 'done', cost: 2, note: null } }).turns[0]?.answers).toHaveLength(
      2,
    )
  })
})

describe('what can be spent in a conversation', () => {
  it.each([
    ['the last credits are held for its own answer', run, { available: 0, held: 4 }, 4],
    ['another conversation is being answered, too', run, { available: 12, held: 8 }, 16],
    ['only another conversation is being answered', null, { available: 16, held: 4 }, 16],
    ['nothing is held', null, { available: 20, held: 0 }, 20],
  ])('when %s', (_, running, credits, sum) => {
    expect(spendable({ run: running, price, credits })).toBe(sum)
  })

  it('does not shrink below what comes back when the answer ends', () => {
    const reply = withStarted(undefined, { ...started, credits: { available: 0, held: 4 } })
    const ended = withEnd(reply, { ...partial, end: { state: 'done', cost: 2, note: null } })
    expect(ended.credits).toEqual({ available: 2, held: 0 })
  })
})
