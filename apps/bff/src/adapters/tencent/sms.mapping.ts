import { AppError } from '../../errors.ts'
import type { SendOutcome } from '../../ports/send-outcome.port.ts'
import type { RefusalReason } from '../../ports/vendor-alerts.port.ts'

/** How long the limits of one number last, at most (https://cloud.tencent.com/document/product/382/52075). */
const LIMIT_SECONDS: Record<string, number> = {
  'LimitExceeded.PhoneNumberThirtySecondLimit': 30,
  'LimitExceeded.PhoneNumberOneHourLimit': 3600,
  'LimitExceeded.PhoneNumberDailyLimit': 86_400,
  'LimitExceeded.PhoneNumberSameContentDailyLimit': 86_400,
  'LimitExceeded.DeliveryFrequencyLimit': 60,
}

/** Of a limit that the vendor does not describe. */
const OTHER_LIMIT_SECONDS = 60

/** Codes that only the agency can do something about. The first pattern that fits counts. */
const REASONS: readonly (readonly [RegExp, RefusalReason])[] = [
  [/^FailedOperation\.InsufficientBalanceInSmsPackage$/, 'no-balance'],
  [/Arrears/, 'arrears'],
  [/^AuthFailure\.SignatureExpire$/, 'clock-skew'],
  [/^AuthFailure\./, 'bad-key'],
  // The whole account's limit, not one number's.
  [/^LimitExceeded\.(?:App|Daily|InternationalDaily)/, 'used-up'],
  [/^UnauthorizedOperation\./, 'our-setup'],
  [/^FailedOperation\.(?:Signature|Template|TemplateParam|MissingTemplate|MissingSignature|JsonParse)/, 'our-setup'],
  [
    /^(?:InvalidParameter|InvalidParameterValue|MissingParameter|UnsupportedOperation)\.(?!IncorrectPhone)/,
    'our-setup',
  ],
]

export const reasonOf = (code: string): RefusalReason | undefined =>
  REASONS.find(([pattern]) => pattern.test(code))?.[1]

/** The vendor will send nothing to this number, today or ever. */
const NUMBER_REFUSED = ['FailedOperation.PhoneNumberInBlacklist', 'InvalidParameterValue.IncorrectPhoneNumber']

/** What became of a notice, whose limits are final: it is not sent again. */
export function outcomeOf(code: string, reason: RefusalReason | undefined): SendOutcome {
  if (code === 'Ok') return { kind: 'sent', vendorId: null }
  if (reason) return { kind: 'refused', reason: 'our-setup' }
  if (code === 'NoStatus') return { kind: 'unknown' }
  return { kind: 'refused', reason: code.startsWith('LimitExceeded.') ? 'too-many' : 'refused' }
}

/** The error that the person who asked gets. */
export function refusalOf(code: string, reason: RefusalReason | undefined): AppError {
  if (reason) return new AppError('SMS_UNAVAILABLE')
  if (NUMBER_REFUSED.includes(code)) return new AppError('SMS_NUMBER_REFUSED')
  // Each number has its own answer; its limits are final for the moment and are not tried again.
  if (code.startsWith('LimitExceeded.'))
    return new AppError('SMS_TOO_FREQUENT', { retryAfterSeconds: LIMIT_SECONDS[code] ?? OTHER_LIMIT_SECONDS })
  return new AppError('SMS_SEND_FAILED')
}
