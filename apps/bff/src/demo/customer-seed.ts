import type { LeadLevel } from '@qingpin/contract/customers/customers.enums'

/** An invented customer of the demo. Days and hours count from the day of seeding. */
export interface SeedCustomer {
  /** The owner: an employee by number, the colleague with this role, or one who left; an operator enters it without one. */
  owner: number | 'dispatch' | 'admissions' | 'operator' | 'former'
  hasPhone: boolean
  wechatId: string | null
  name: string
  leadSource: string
  contractStatus: string
  leadLevel: LeadLevel
  serviceCategory: string
  salaryBudget: number | null
  startsInDays: number | null
  area: string
  remarks: string
  /** How many hours ago the customer was created. */
  hoursAgo: number
  notes: readonly Note[]
  /** When and why the owner put the customer into the public pool. */
  released?: { hoursAgo: number; reason: string }
  /** Which employee asks the owner for the customer, and what for. */
  asked?: { by: number; hoursAgo: number; message: string }
  /** When and why a manager deleted the customer. */
  deleted?: { hoursAgo: number; reason: string }
}
type Note = readonly [
  hoursAgo: number,
  type: string,
  content: string,
  /** The next follow-up: in how many days, and at which time if agreed; null: none. */
  next?: readonly [days: number, hour?: number, minute?: number] | null,
]
