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
  /** The code; `error` repeats it for clients of the API that this one replaces. */
  error: string
  code: string
  message: string
  details?: unknown
  requestId: string
  timestamp: number
}
