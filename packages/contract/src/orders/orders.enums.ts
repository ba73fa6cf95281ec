/**
 * `created`: stored, not yet sent to the payment service. `paying`: waits for the payment. `credited`: paid, and
 * the credits are in the wallet. `closed`: can no longer be paid. `failed`: refused by the payment service.
 */
export const ORDER_STATES = ['created', 'paying', 'credited', 'closed', 'failed'] as const
export type OrderState = (typeof ORDER_STATES)[number]

export const ORDER_STATE_LABELS: Record<OrderState, string> = {
  created: '待支付',
  paying: '待支付',
  credited: '已到账',
  closed: '已关闭',
  failed: '没有成功',
}

export const PLATFORMS = ['weapp', 'h5'] as const
export type Platform = (typeof PLATFORMS)[number]

/** `hidden`: nothing is sold there, and the app does not mention it. */
export const PAY_CHANNELS = ['wxpay-v3', 'hidden'] as const
export type PayChannel = (typeof PAY_CHANNELS)[number]
