import type { SendOutcome } from './send-outcome.port.ts'

/** What we need of a text message service, in our words. */
export interface SmsPort {
  /**
   * Sends a login code to a mainland number of 11 digits. Resolves when the service has taken the message; fails with
   * SMS_TOO_FREQUENT, SMS_SEND_FAILED, SMS_SEND_UNSURE where the message may be on its way, SMS_NUMBER_REFUSED, or
   * SMS_UNAVAILABLE where only the agency can help. Never repeated automatically: a person would get two codes.
   */
  sendLoginCode(phone: string, code: string, validMinutes: number): Promise<void>
  /** Tells a mainland number of 11 digits what happened, in at most 12 characters. Never fails, and is never repeated. */
  sendNotification(phone: string, words: string): Promise<SendOutcome>
}
