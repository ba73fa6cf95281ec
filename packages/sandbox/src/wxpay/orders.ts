import type { Ids } from '../ids.ts'
import { WxpayError } from './errors.ts'
import type { OrderInput } from './orders.input.ts'

export type TradeState = 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND'

export interface PayOrder {
  number: string
  kind: 'jsapi' | 'native'
  description: string
  total: number
  notifyUrl: string
  expiresAt: number | null
  openid: string | null
  content: string
  state: TradeState
  /** The id of the payment on a phone, and of the page that plays the phone. */
  prepayId: string
  createdAt: number
  paidAt: number | null
  transactionId: string | null
  /** The openid of the payer; for a Native code, of the person who scanned it. */
  payer: string | null
}

export interface PayOrders {
  /** Returns the existing order when the content is the same; throws when the number was used for other content. */
  prepay: (kind: PayOrder['kind'], input: OrderInput) => PayOrder
  find: (number: string) => PayOrder | undefined
  findPrepay: (prepayId: string) => PayOrder | undefined
  close: (number: string) => void
  /** Pays as a phone would; throws WxpayError when the order is closed, expired or paid. */
  pay: (order: PayOrder) => PayOrder
  /** Refunds as the merchant's back office would; throws WxpayError when the order is not paid. */
  refund: (order: PayOrder) => PayOrder
  /** Newest first. */
  list: () => PayOrder[]
  clear: () => void
}

export function createPayOrders(ids: Ids, now: () => number): PayOrders {
  const orders = new Map<string, PayOrder>()

  const digits = (count: number) => [...ids.bytes(count)].map((byte) => String(byte % 10)).join('')

  function prepay(kind: PayOrder['kind'], input: OrderInput) {
    const known = orders.get(input.number)
    if (known) return reuse(known, input)
    if (input.expiresAt !== null && input.expiresAt <= now()) {
      throw new WxpayError(400, 'PARAM_ERROR', '订单失效时间 time_expire 已经过去')
    }
    const order: PayOrder = {
      ...input,
      kind,
      state: 'NOTPAY',
      prepayId: `wx${ids.bytes(17).toString('hex')}`,
      createdAt: now(),
      paidAt: null,
      transactionId: null,
      payer: null,
    }
    orders.set(order.number, order)
    return order
  }

  return {
    prepay,
    find: (number) => orders.get(number),
    findPrepay: (prepayId) => [...orders.values()].find((order) => order.prepayId === prepayId),
    close: (number) => {
      const order = orders.get(number)
      if (!order) throw new WxpayError(404, 'ORDER_NOT_EXIST', '订单不存在')
      refusePaid(order)
      order.state = 'CLOSED'
    },
    pay: (order) => {
      if (order.state === 'CLOSED') throw new WxpayError(400, 'ORDER_CLOSED', '订单已关闭')
      refusePaid(order)
      if (order.expiresAt !== null && order.expiresAt <= now()) {
        throw new WxpayError(400, 'ORDER_CLOSED', '订单已过期')
      }
      order.state = 'SUCCESS'
      order.paidAt = now()
      order.transactionId = `42000${digits(23)}`
      order.payer = order.openid ?? `o${ids.token(27)}`
      return order
    },
    refund: (order) => {
      if (order.state !== 'SUCCESS') throw new WxpayError(400, 'INVALID_REQUEST', '订单没有付款，不能退款')
      order.state = 'REFUND'
      return order
    },
    list: () => [...orders.values()].toReversed(),
    clear: () => orders.clear(),
  }
}

/** A refunded order counts as paid. */
function refusePaid({ state }: PayOrder) {
  if (state === 'SUCCESS' || state === 'REFUND') throw new WxpayError(400, 'ORDER_PAID', '订单已支付')
}

/** ORDER_PAID for prepaying a paid order is an assumption: the documentation lists the code only for closing one. */
function reuse(known: PayOrder, input: OrderInput) {
  refusePaid(known)
  if (known.state === 'CLOSED') throw new WxpayError(400, 'ORDER_CLOSED', '订单已关闭')
  if (known.content !== input.content) throw new WxpayError(403, 'OUT_TRADE_NO_USED', '商户订单号重复')
  return known
}
