/** The rules of the public pool that managers set, and what follows from them. Free of zod. */

import type { LeadLevel } from './customers.enums.ts'

/** Levels whose customers go back to the pool after some days of silence. */
export const RECYCLED_LEVELS = ['A类', 'B类', 'C类', 'D类'] as const satisfies readonly LeadLevel[]
export type RecycledLevel = (typeof RECYCLED_LEVELS)[number]

export interface AssignmentRules {
  /** Whether there is a public pool at all: claims, releases and recycling. */
  poolOn: boolean
  /** Days without a follow-up after which a customer goes back to the pool; null means never. */
  recycleDays: Record<RecycledLevel, number | null>
  /** Days of silence after which the owner is reminded; null means never. */
  remindDays: Record<RecycledLevel, number | null>
  /** Days from one reminder to the next: to the owner, to managers too, to the mark of a risk. */
  escalateDays: number
  /** Reminders and recycling happen between these full hours in Beijing only. */
  workFrom: number
  workTo: number
  /** Days of silence after the end of a contract; null means never. A placement without an end holds the customer. */
  contractDays: number | null
  /** Customers that one person may claim in a day. */
  claimsADay: number
  /** Pool customers whose whole history one person may open in a day. */
  viewsADay: number
  /** Open customers that a person may hold to claim another one; null means any number. */
  heldMost: number | null
}

/** Until a manager sets rules: owners are reminded, and nothing goes back to the pool by itself. */
export const DEFAULT_RULES: AssignmentRules = {
  poolOn: true,
  recycleDays: { A类: null, B类: null, C类: null, D类: null },
  remindDays: { A类: 2, B类: 4, C类: 7, D类: 15 },
  escalateDays: 1,
  workFrom: 9,
  workTo: 20,
  contractDays: null,
  claimsADay: 5,
  viewsADay: 30,
  heldMost: null,
}

export const RECYCLE_DAYS_MOST = 365
export const CLAIMS_MOST = 200
export const VIEWS_MOST = 500
export const HELD_MOST = 5000
/** Days after which the person who released a customer, or lost one by recycling, may claim it back. */
export const CLAIM_BACK_DAYS = 7
/** Hours for which a customer is shown as going back to the pool before it goes. */
export const RECYCLE_WARNING_HOURS = 24
export const ESCALATE_DAYS_MOST = 30
export const HOURS_A_DAY = 24
