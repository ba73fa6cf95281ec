/** A customer of the demo story, invented. Days are counted from the day the story is told. */
export interface SeedCustomer {
  /** Whose: an employee by number, or the first or second of dispatch and admissions. */
  owner: number | 'dispatch' | 'admissions'
  hasPhone: boolean
  wechatId: string | null
  name: string
  leadSource: string
  contractStatus: string
  leadLevel: string
  serviceCategory: string
  salaryBudget: number | null
  startsInDays: number | null
  area: string
  remarks: string
  /** Hours before the story that the customer was entered. */
  hoursAgo: number
  notes: readonly Note[]
}
type Note = readonly [
  hoursAgo: number,
  type: string,
  content: string,
  /** Days from the story's, and the hour if one was made out; null: none. */
  next?: readonly [days: number, hour?: number, minute?: number] | null,
]
