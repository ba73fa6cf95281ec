/** What we need of a text message service, in our words. */
export interface SmsPort {
  /**
   * Sends a login code to a mainland number of 11 digits. Resolves when the service has taken the message; fails with
   * SMS_TOO_FREQUENT or SMS_SEND_FAILED. Never repeated by itself: a person would get two codes.
   */
  sendLoginCode(phone: string, code: string, validMinutes: number): Promise<void>
}
