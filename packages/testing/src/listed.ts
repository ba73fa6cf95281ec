import type { TestApp } from './harness.ts'
import { aWorker } from './workers.ts'

type Api = ReturnType<TestApp['as']>

/** Staff lists a worker who agreed to it, and to show some fields in full. */
export const listWorker = (
  staff: Api,
  id: string,
  consents: { name?: boolean; phone?: boolean; photos?: boolean } = {},
) =>
  staff('PATCH /api/resumes/miniprogram/{id}/visibility', {
    params: { id },
    body: { listed: true, consents, note: '当面同意' },
  })

/** A worker whom staff entered; she is not public. */
export async function anEnteredWorker(app: TestApp, over: Record<string, unknown> = {}) {
  const staff = await app.aStaff('employee')
  const body = aWorker(over)
  const { id } = await app.as(staff.token)('POST /api/resumes/miniprogram/create', { body: body as never })
  return { id, phone: body.phone, staff: app.as(staff.token), staffId: staff.id }
}

/** A worker whom staff entered and listed with her consent; she is public. */
export async function aListedWorker(
  app: TestApp,
  over: Record<string, unknown> = {},
  consents: Parameters<typeof listWorker>[2] = {},
) {
  const entered = await anEnteredWorker(app, over)
  await listWorker(entered.staff, entered.id, consents)
  return entered
}

/** A worker with an account of her own, whom staff has listed. */
export async function aWorkerWithAccount(app: TestApp, over: Record<string, unknown> = {}) {
  const person = await app.aPerson()
  const her = app.as(person.token)
  const { id } = await her('POST /api/resumes/miniprogram/self-register', { body: aWorker(over) as never })
  const manager = app.as((await app.aStaff('manager')).token)
  const list = () => listWorker(manager, id)
  return { id, her, person, manager, list }
}
