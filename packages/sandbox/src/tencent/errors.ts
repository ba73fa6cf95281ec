/** A failure of the whole call with Tencent Cloud's code. Sent with HTTP 200. */
export class TencentError extends Error {
  override name = 'TencentError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
