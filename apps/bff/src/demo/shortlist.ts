import { beijingDay, DAY_MS } from '@qingpin/contract/core/days'
import type { Ctx } from '../context.ts'
import * as guest from '../features/shortlists/guest.service.ts'
import { create } from '../features/shortlists/shortlists.service.ts'
import type { At, Seeded } from './customers.ts'

const CUSTOMER = '陈雅琴'
const WORKERS = ['王桂兰', '张翠英', '黄丽娟']
const SENT_HOURS_AGO = 25
const HOURS = 168

/** A list of three workers for a customer, who has looked at it: likes one, asks about her, and proposes when to meet. */
export async function seedShortlist(at: At, customers: Seeded, workers: ReadonlyMap<string, string>): Promise<void> {
  const customer = customers.get(CUSTOMER)
  if (!customer) throw new Error(`${CUSTOMER} is not in the demo`)
  const list = await create(at(customer.owner, SENT_HOURS_AGO), {
    customerId: customer.id,
    workerIds: WORKERS.map((name) => workers.get(name) ?? ''),
    recipient: '陈女士',
    note: '三位都带过早产儿，您先看看，想见哪位点一下。',
    hours: HOURS,
  })
  const link = list.link ?? ''
  const ticket = link.slice(link.indexOf('t=') + 2)
  const { guestToken, shortlist } = await guest.openTicket(at(null, 4), { ticket })
  const device = (hoursAgo: number): Ctx => ({
    ...at(null, hoursAgo),
    actor: { kind: 'guest', participantToken: guestToken },
  })
  const [first] = shortlist.workers
  if (!first) throw new Error('the list is empty')
  const workerId = first.id
  await guest.like(device(3.9), { workerId, liked: true })
  await guest.comment(device(3.8), { workerId, text: '婆婆想问问，王阿姨会做浙江口味的月子餐吗？' })
  const { now } = at(null, 0)
  const slots = [{ day: beijingDay(now + 2 * DAY_MS), half: 'afternoon' as const }]
  await guest.setTimes(device(3.7), { slots, note: '先生下班后也可以' })
}
