import type { RefusalReason } from '../../ports/vendor-alerts.port.ts'
import type { VendorCalls } from '../vendor-calls.ts'

/** Codes of COS, OSS and the service of temporary keys that only the agency can do something about. The first fit counts. */
const REASONS: readonly (readonly [RegExp, RefusalReason])[] = [
  [/Arrear|Overdue|^UserDisable$|^AccountProblem$/, 'arrears'],
  [/^RequestTimeTooSkewed$|^AuthFailure\.SignatureExpire$/, 'clock-skew'],
  [/^(?:InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSecurity|SecurityTokenExpired)|^AuthFailure\./, 'bad-key'],
  [/^(?:AccessDenied|AccessForbidden|NoSuchBucket|InvalidBucketName|PermanentRedirect|MethodNotAllowed)$/, 'our-setup'],
  [/^(?:UnauthorizedOperation|InvalidParameter|InvalidParameterValue|MissingParameter)(?:\.|$)/, 'our-setup'],
]

export const reasonOf = (code: string): RefusalReason | undefined =>
  REASONS.find(([pattern]) => pattern.test(code))?.[1]

/** Raises the alert of a code, where waiting does not help. */
export function reportRefusal(calls: VendorCalls, operation: string, code: string): void {
  const reason = reasonOf(code)
  if (reason) calls.refused(operation, reason)
}
