/** The vendor's statuses and messages, in the shape that OpenAI's SDK reads. */
const FAILURES = {
  400: { type: 'invalid_request_error', code: 'invalid_request_error', message: 'The request is malformed' },
  401: {
    type: 'authentication_error',
    code: 'invalid_request_error',
    message: 'Authentication Fails, Your api key is invalid',
  },
  402: { type: 'unknown_error', code: 'invalid_request_error', message: 'Insufficient Balance' },
  404: { type: 'invalid_request_error', code: 'not_found', message: 'Not Found' },
  422: { type: 'invalid_request_error', code: 'invalid_request_error', message: 'Invalid parameters' },
  429: { type: 'rate_limit_error', code: 'rate_limit_exceeded', message: 'Concurrency limit reached' },
  500: { type: 'server_error', code: 'internal_error', message: 'Internal server error' },
  503: { type: 'service_unavailable_error', code: 'service_unavailable', message: 'Service is too busy' },
} as const

export type FailureStatus = keyof typeof FAILURES
export const FAILURE_STATUSES = Object.keys(FAILURES).map(Number) as FailureStatus[]

/** Thrown where a request is refused; becomes the vendor's error answer. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: FailureStatus

  constructor(status: FailureStatus, message: string = FAILURES[status].message) {
    super(message)
    this.status = status
  }
}

export function errorBody(status: FailureStatus, message: string = FAILURES[status].message) {
  return {
    error: { message, type: FAILURES[status].type, param: null, code: FAILURES[status].code },
  }
}
