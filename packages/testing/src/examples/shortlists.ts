import { aShortlist } from '../shortlists.ts'
import { aCustomer } from '../customers.ts'
import { aListedWorker } from '../listed.ts'
import type { TestApp } from '../harness.ts'
import type { Caller, Example, ExamplesOf } from './example.ts'

const aDemand: Example['given'] = async (app, { api }) => {
  const worker = await aListedWorker(app)
  const body = aCustomer({ serviceCategory: '月嫂', salaryBudget: 14_000, likes: ['带过早产儿'] })
  const { id } = await api('POST /api/customers/miniprogram/create', { body: body as never })
  return { ID: id, WORKER: worker.id }
}

const made = async (app: TestApp, caller: Caller) =>
  aShortlist(app, { staff: { id: caller.id, token: caller.token } as never })

const aList: Example['given'] = async (app, caller) => {
  const { list } = await made(app, caller)
  return { ID: list.id, WORKER: list.items[0]?.id ?? '' }
}

const opened: Example['given'] = async (app) => {
  const { open } = await aShortlist(app)
  const { guestToken, shortlist } = await open()
  return { GUEST_TOKEN: guestToken, WORKER: shortlist.workers[0]?.id ?? '' }
}
const aTicket: Example['given'] = async (app) => ({ TICKET: (await aShortlist(app)).ticket })

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const guest = { as: 'guest', given: opened, headers: { 'x-participant-token': '$GUEST_TOKEN' } } as const
const own = { as: 'employee', given: aList, params: { id: '$ID' }, rows: 'own' } as const
const aNewList = { customerId: '$ID', workerIds: ['$WORKER'], recipient: '陈女士', hours: 72 }

export const shortlistExamples: ExamplesOf<'shortlists'> = {
  'GET /api/shortlists/matches/{id}': {
    as: 'employee',
    given: aDemand,
    params: { id: '$ID' },
    query: { pageSize: '20' },
    rows: 'own',
  },
  'POST /api/shortlists/guest/open': { as: 'guest', given: aTicket, body: { ticket: '$TICKET' } },
  'GET /api/shortlists/guest': guest,
  'PUT /api/shortlists/guest/like': { ...guest, body: { workerId: '$WORKER', liked: true } },
  'PUT /api/shortlists/guest/compared': { ...guest, body: { workerIds: ['$WORKER'] } },
  'POST /api/shortlists/guest/comments': {
    ...guest,
    headers: { ...guest.headers, 'idempotency-key': '$KEY' },
    body: { workerId: '$WORKER', text: '会做黄酒煮蛋吗？' },
  },
  'PUT /api/shortlists/guest/times': {
    ...guest,
    given: async (app, caller) => ({ ...(await opened(app, caller)), DAY: tomorrow().slice(0, 10) }),
    body: { slots: [{ day: '$DAY', half: 'evening' }], note: '周末也行' },
  },
  'POST /api/shortlists/preview': { as: 'employee', given: aDemand, body: aNewList },
  'POST /api/shortlists': {
    as: 'employee',
    given: aDemand,
    headers: { 'idempotency-key': '$KEY' },
    body: aNewList,
  },
  'GET /api/shortlists': { as: 'employee', given: aList, query: { limit: '20' } },
  'GET /api/shortlists/{id}': own,
  'POST /api/shortlists/{id}/seen': own,
  'POST /api/shortlists/{id}/revoke': own,
  'POST /api/shortlists/{id}/remove-worker': { ...own, body: { workerId: '$WORKER' } },
  'POST /api/shortlists/{id}/replies': {
    ...own,
    headers: { 'idempotency-key': '$KEY' },
    body: { workerId: '$WORKER', text: '会的，还会做酒酿圆子。' },
  },
  'POST /api/shortlists/{id}/interview': {
    ...own,
    given: async (app, caller) => ({ ...(await aList(app, caller)), AT: tomorrow() }),
    headers: { 'idempotency-key': '$KEY' },
    body: { workerId: '$WORKER', at: '$AT' },
  },
}
