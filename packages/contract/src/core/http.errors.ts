import type { ErrorSpec } from './error-spec.ts'

/** Codes that come from the transport and can meet any route. */
export const httpErrors = {
  VALIDATION_ERROR: { status: 400, message: '有几处没填对，改好再提交。' },
  MALFORMED_JSON: { status: 400, message: '请求的内容不完整，请再试一次。' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: '请求的内容格式不支持，请用 JSON。' },
  REQUEST_TOO_SLOW: { status: 408, message: '网太慢，内容没有传完。请换个网好的地方再试一次。', retryable: true },
  PAYLOAD_TOO_LARGE: { status: 413, message: '内容太大了，请分开提交。' },
  UNAUTHORIZED: { status: 401, message: '请先登录。' },
  TOKEN_INVALID: { status: 401, message: '登录信息无效，请重新登录。' },
  TOKEN_EXPIRED: { status: 401, message: '登录已过期，请重新登录。' },
  ACCOUNT_SUSPENDED: { status: 401, message: '这个账号已停用，请联系管理员。' },
  PASSWORD_CHANGE_REQUIRED: { status: 403, message: '现在用的是临时密码，请先改成自己的密码。' },
  FORBIDDEN: { status: 403, message: '当前身份没有这项权限。' },
  NOT_FOUND: { status: 404, message: '没找到，可能已经删除了。' },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, message: '同一个请求正在处理，请稍等。', retryable: true },
  IDEMPOTENCY_KEY_REUSED: { status: 422, message: '这个请求编号已用于别的内容，请重新提交。' },
  IDEMPOTENCY_KEY_INVALID: { status: 400, message: '请求编号要1–200个可见字符。' },
  RATE_LIMITED: { status: 429, message: '操作太频繁了，歇一会儿再试。', retryable: true },
  SERVICE_BUSY: { status: 503, message: '现在用的人有点多，请过几秒再试。', retryable: true },
  INTERNAL_ERROR: { status: 500, message: '服务出了问题，已经记下。请稍后再试。', retryable: true },
} as const satisfies Record<string, ErrorSpec>
