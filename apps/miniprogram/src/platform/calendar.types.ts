export interface CalendarEntry {
  readonly title: string
  /** Epoch milliseconds; it lasts an hour. */
  readonly at: number
}
