import type { TestApp } from './harness.ts'
import { aWorker } from './workers.ts'

/** A worker whom staff entered, so that everybody may see her. */
export async function aListedWorker(app: TestApp, over: Record<string, unknown> = {}) {
  const staff = await app.aStaff('employee')
  const body = aWorker(over)
  const { id } = await app.as(staff.token)('POST /api/resumes/miniprogram/create', { body: body as never })
  return { id, phone: body.phone, staff: app.as(staff.token), staffId: staff.id }
}

/** A worker with an account of her own, whom staff has listed. */
export async function aWorkerWithAccount(app: TestApp, over: Record<string, unknown> = {}) {
  const person = await app.aPerson()
  const her = app.as(person.token)
  const { id } = await her('POST /api/resumes/miniprogram/self-register', { body: aWorker(over) as never })
  const manager = app.as((await app.aStaff('manager')).token)
  const list = () =>
    manager('PATCH /api/resumes/miniprogram/{id}/visibility', { params: { id }, body: { listed: true } })
  return { id, her, person, manager, list }
}
