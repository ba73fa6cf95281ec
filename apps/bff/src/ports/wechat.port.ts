import type { MessageContent, SendOutcome } from './send-outcome.port.ts'

/** What we need of WeChat, in our words. */
export interface WechatPort {
  /**
   * Who issued a login code. Fails with WECHAT_CODE_INVALID, WECHAT_CODE_USED, WECHAT_BLOCKED, or WECHAT_BUSY when
   * WeChat does not answer in time.
   */
  identify(code: string): Promise<{ wechatId: string }>
  /**
   * The mainland number, 11 digits, that the phone button's code stands for. Each success is charged, so it is asked
   * once. Fails with PHONE_CODE_INVALID, PHONE_NOT_SUPPORTED for numbers of elsewhere, or WECHAT_BUSY.
   */
  phoneOf(phoneCode: string): Promise<string>
  /**
   * Sends a subscribe message that the person has said yes to; each yes is one message. Never fails.
   * @param template its id and the names of its fields
   * @param page that a tap opens, without a slash in front
   */
  sendSubscribed(
    message: MessageContent & { wechatId: string; template: { id: string; what: string; when: string }; page: string },
  ): Promise<SendOutcome>
  /**
   * The picture of a code that opens a page of the mini program. Fails with WECHAT_BUSY, also where WeChat does not
   * know the page.
   * @param scene reaches the page; at most 32 of WeChat's characters
   * @param page without a slash in front and without a query
   */
  codeOf(code: { page: string; scene: string }): Promise<{ bytes: Buffer<ArrayBuffer>; type: string }>
}
