import { expect, it } from 'vitest'
import { entryOf } from '@/app/query-store'
import { noteOrder, type Order } from './api'

const order = (state: Order['state']) => ({ id: 'one', state }) as Order

it('does not take back that an order is paid when an older answer comes in late', () => {
  const known = () => entryOf<Order>(['order', 'one']).snap.data?.state
  noteOrder(order('paying'))
  noteOrder(order('credited'))
  noteOrder(order('paying'))
  expect(known()).toBe('credited')
})
