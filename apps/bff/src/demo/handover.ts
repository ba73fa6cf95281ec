import { randomBytes } from 'node:crypto'
import type { Person } from '../context.ts'
import { handOver, handoverStep } from '../features/staff/handover.service.ts'
import { create as createStaff } from '../features/staff/staff.service.ts'
import type { At, Colleague, Seeded } from './customers.ts'

const HIRED_HOURS_AGO = 880
const LEFT_HOURS_AGO = 190

/** A colleague who has left meanwhile, with a disabled account. */
export const seedFormerColleague = (at: At): Promise<Colleague> =>
  createStaff(at(null, HIRED_HOURS_AGO), {
    username: 'qianfeng',
    name: '钱枫',
    password: randomBytes(24).toString('base64url'),
    passwordTemporary: false,
    role: 'employee',
    department: '滨江店',
    phone: '13900010011',
  })

interface Leaving {
  manager: Person
  leaver: Colleague
  heir: Person
}

/** Hands what a leaving colleague owned to an heir, as a manager does. */
export async function seedHandover(at: At, customers: Seeded, { manager, leaver, heir }: Leaving): Promise<void> {
  const by = at(manager, LEFT_HOURS_AGO)
  const heirs = [{ id: heir.accountId, share: 1 }]
  const { id } = await handOver(by, leaver.id, { way: 'heirs', heirs, reason: '回老家发展了' })
  while (await handoverStep(by, id));
  for (const customer of customers.values()) if (customer.owner.accountId === leaver.id) customer.owner = heir
}
