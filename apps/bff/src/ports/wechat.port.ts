/** What we need of WeChat, in our words. */
export interface WechatPort {
  /**
   * Who issued a login code. Fails with WECHAT_CODE_INVALID, WECHAT_CODE_USED, WECHAT_BLOCKED, or WECHAT_BUSY when
   * WeChat does not answer in time.
   */
  identify(code: string): Promise<{ wechatId: string }>
}
