/** The two shapes that every JSON reply has. `timestamp` is epoch milliseconds. */
export interface SuccessEnvelope<T> {
  success: true
  data: T
  message: string
  requestId: string
  timestamp: number
}
export interface ErrorEnvelope {
  success: false
  /** The code, or the name that the API which this one replaces gave to it (`old-errors.ts`). */
  error: string
  code: string
  message: string
  /** The id of the row in the way, where clients of that API read it. */
  data?: { existingId?: string }
  details?: unknown
  requestId: string
  timestamp: number
}
