export type StoreStatus = 304 | 400 | 403 | 404 | 405 | 409 | 411 | 412 | 416 | 501

/** An error of an object store with its code. `details` become further elements of the XML. */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly status: StoreStatus
  readonly code: string
  readonly details: Readonly<Record<string, string>>

  constructor(status: StoreStatus, code: string, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

export const denied = (message: string) => new StoreError(403, 'AccessDenied', message)
