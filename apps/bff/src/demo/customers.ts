import { AddFollowUp, CreateCustomer } from '@qingpin/contract/customers/customers.fields'
import { beijingDay, DAY_MS, startOfDay } from '@qingpin/contract/core/days'
import { mayGiveLevel } from '@qingpin/contract/customers/customers.policy'
import type { StaffRole } from '@qingpin/contract/core/policy'
import type { Ctx, Person } from '../context.ts'
import { addFollowUp, create as createCustomer } from '../features/customers/customers.service.ts'
import { makeRemove } from '../features/customers/removal.service.ts'
import { ask } from '../features/customers/transfers.service.ts'
import { release } from '../features/customers/pool.service.ts'
import { POOLED_CUSTOMERS } from './pooled-customers.ts'
import type { SeedCustomer } from './customer-seed.ts'
import { FORMER_CUSTOMERS } from './former-customers.ts'
import { OWN_CUSTOMERS } from './own-customers.ts'
import { TEAM_CUSTOMERS } from './team-customers.ts'

const two = (n: number) => String(n).padStart(2, '0')

export type At = (actor: Person | null, hoursAgo: number) => Ctx
export interface Colleague {
  id: string
  role: StaffRole
}
/** Customers by their names, which the demo gives once each; and who owns them. */
export type Seeded = Map<string, { id: string; owner: Person }>

/** Creates the customers with their follow-ups, each by the customer's owner. */
export async function seedCustomers(at: At, staff: readonly Colleague[], former: Colleague): Promise<Seeded> {
  const seeded: Seeded = new Map()
  const { now } = at(null, 0)
  const employees = staff.filter(({ role }) => role === 'employee')
  const manager = staff.find(({ role }) => role === 'manager')
  for (const [i, seed] of [...OWN_CUSTOMERS, ...TEAM_CUSTOMERS, ...POOLED_CUSTOMERS, ...FORMER_CUSTOMERS].entries()) {
    const { owner } = seed
    const byRole = owner === 'former' ? former : staff.find(({ role }) => role === owner)
    const has = typeof owner === 'number' ? employees[owner] : byRole
    if (!has) continue
    const actor = acting(has)
    // Only some roles give the level O: a manager enters such a customer for the employee.
    const enters = mayGiveLevel(has.role, seed.leadLevel) ? actor : manager && acting(manager)
    if (!enters) continue
    const assigned = owner === 'operator' ? {} : { assignedTo: has.id }
    const fields = CreateCustomer.parse({ ...fieldsOf(now, seed, i), ...assigned })
    const { id } = await createCustomer(at(enters, seed.hoursAgo), fields)
    seeded.set(seed.name, { id, owner: actor })
    for (const [hoursAgo, type, content, next] of seed.notes) {
      const nextFollowUpDate = next ? momentIn(now, next) : next
      await addFollowUp(at(actor, hoursAgo), id, AddFollowUp.parse({ type, content, nextFollowUpDate }))
    }
    const { asked, deleted } = seed
    const asker = asked && employees[asked.by]
    if (asked && asker && fields.phone) {
      const { phone } = fields
      await ask(at(acting(asker), asked.hoursAgo), { phone, wechatId: undefined, message: asked.message })
    }
    if (deleted && manager) await makeRemove([])(at(acting(manager), deleted.hoursAgo), id, deleted)
    if (seed.released) await release(at(actor, seed.released.hoursAgo), id, seed.released)
  }
  return seeded
}

const acting = ({ id, role }: Colleague): Person => ({
  kind: 'person',
  accountId: id,
  sessionId: 'demo-seed',
  role,
  roles: [role],
})

function fieldsOf(now: number, seed: SeedCustomer, i: number) {
  const {
    owner: _owner,
    hasPhone,
    startsInDays,
    hoursAgo: _hoursAgo,
    notes: _notes,
    released: _,
    asked: _asked,
    deleted: _deleted,
    ...fields
  } = seed
  const born = seed.serviceCategory === '月嫂'
  const day = startsInDays === null ? null : dayIn(now, startsInDays)
  return {
    ...fields,
    phone: hasPhone ? `135${String(60_120_000 + i * 6947).padStart(8, '0')}` : null,
    expectedStartDate: born ? null : day,
    expectedDeliveryDate: born ? day : null,
    serviceDays: born ? 26 : null,
    restSchedule: born ? '无休' : ['单休', '双休', '待定'][i % 3],
    familySize: 3 + (i % 3),
    homeArea: 85 + ((i * 13) % 90),
    address: `${seed.area}区示例路${10 + i}号`,
  }
}

/** The date so many days from now. */
export const dayIn = (now: number, days: number): string => beijingDay(startOfDay(now) + days * DAY_MS)

function momentIn(now: number, [days, hour, minute = 0]: readonly [days: number, hour?: number, minute?: number]) {
  const day = dayIn(now, days)
  return hour === undefined ? day : `${day}T${two(hour)}:${two(minute)}:00+08:00`
}
