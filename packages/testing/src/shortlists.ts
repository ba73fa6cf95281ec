import { aCustomer } from './customers.ts'
import type { StaffLogin, TestApp } from './harness.ts'
import { aListedWorker } from './listed.ts'
import { asParticipant, ticketOf } from './participants.ts'

/** A customer of a member of staff, with a shortlist of some listed workers, and the way of the customer to it. */
export async function aShortlist(
  app: TestApp,
  over: {
    staff?: StaffLogin
    workers?: readonly string[]
    customer?: Record<string, unknown>
    list?: Record<string, unknown>
  } = {},
) {
  const staff = over.staff ?? (await app.aStaff('employee', { name: '林晓' }))
  const api = app.as(staff.token)
  const customer = await api('POST /api/customers/miniprogram/create', { body: aCustomer(over.customer) as never })
  const resumeIds = [...(over.workers ?? [(await aListedWorker(app)).id, (await aListedWorker(app)).id])]
  const body = { customerId: customer.id, workerIds: resumeIds, recipient: '陈女士', ...over.list }
  const list = await api('POST /api/shortlists', { body })
  const ticket = ticketOf(list.link ?? '')
  /** A device of the customer opens the link. */
  const open = async (token = '') => {
    const { guestToken, shortlist } = await asParticipant(app, token)('POST /api/shortlists/guest/open', {
      body: { ticket },
    })
    return { guest: asParticipant(app, guestToken), guestToken, shortlist }
  }
  return { staff, api, customerId: customer.id, resumeIds, list, body, ticket, open, params: { id: list.id } }
}
