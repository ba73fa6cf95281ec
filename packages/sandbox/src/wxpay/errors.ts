type Status = 400 | 401 | 403 | 404 | 429 | 500

/** An error of APIv3: an HTTP status and `{code, message}`. */
export class WxpayError extends Error {
  override name = 'WxpayError'
  readonly status: Status
  readonly code: string

  constructor(status: Status, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const badField = (field: string, why: string) => new WxpayError(400, 'PARAM_ERROR', `参数错误：${field} ${why}`)
