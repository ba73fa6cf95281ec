import type { ErrorSpec } from '../core/error-spec.ts'

export const orderErrors = {
  PAYMENT_BUSY: { status: 503, message: '微信支付暂时没有回应，没有多扣钱。请稍后再试。', retryable: true },
  PAYMENT_UNAVAILABLE: { status: 503, message: '现在收不了款，没有扣钱，我们已经在处理。急用请给门店打电话。' },
  PAYMENT_REFUSED: { status: 502, message: '微信支付没有接受这笔订单，没有扣钱。请重新下单，或联系我们。' },
  PAYER_UNKNOWN: { status: 403, message: '这个账号还没有用微信登录过。请退出后用微信登录，再来支付。' },
  ORDER_OVER: { status: 409, message: '这笔订单已经结束，不能再付。请重新下单。' },
} as const satisfies Record<string, ErrorSpec>
