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
   * The picture of a code that opens a page of the mini program. Fails with WECHAT_BUSY, also where WeChat does not
   * know the page.
   * @param scene reaches the page; at most 32 of WeChat's characters
   * @param page without a slash in front and without a query
   */
  codeOf(code: { page: string; scene: string }): Promise<{ bytes: Buffer<ArrayBuffer>; type: string }>
}
