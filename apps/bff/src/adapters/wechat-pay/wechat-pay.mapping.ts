import { z } from 'zod'
import type { Found, Payable, Payment } from '../../ports/payment.port.ts'
import type { RefusalReason } from '../../ports/vendor-alerts.port.ts'
import type { Refusal } from './wechat-pay.client.ts'

/** The merchant and app that a payment must have been made to. */
export interface Merchant {
  appId: string
  mchid: string
}

export const Prepay = z.union([z.object({ prepay_id: z.string().min(1) }), z.object({ code_url: z.url() })])

/** A transaction as queries and webhooks tell it; the fields of a payment are only there once there was one. */
const Transaction = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string(),
  trade_state: z.string(),
  transaction_id: z.string().optional(),
  success_time: z.string().optional(),
  amount: z.object({ total: z.number().int(), currency: z.string().optional() }).optional(),
})

/** The times of APIv3 are RFC 3339 with Beijing's offset and without fractions of a second. */
export const wireTime = (at: number): string => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

export const orderBody = (order: Payable, { appId, mchid }: Merchant, notifyUrl: string) => ({
  appid: appId,
  mchid,
  description: order.description,
  out_trade_no: order.number,
  time_expire: wireTime(order.expiresAt),
  notify_url: notifyUrl,
  amount: { total: order.amountFen, currency: 'CNY' },
})

/** A transaction that says SUCCESS or REFUND, as a payment; undefined when what belongs to one is missing. */
function paymentOf(transaction: z.output<typeof Transaction>, merchant: Merchant): Payment | undefined {
  const { amount, transaction_id: transactionId, success_time: successTime } = transaction
  const paidAt = Date.parse(successTime ?? '')
  if (!amount || !transactionId || Number.isNaN(paidAt)) return undefined
  return {
    number: transaction.out_trade_no,
    transactionId,
    amountFen: amount.total,
    currency: amount.currency ?? 'CNY',
    toUs: transaction.appid === merchant.appId && transaction.mchid === merchant.mchid,
    paidAt,
  }
}

/** What a transaction says about its order; undefined when it has another shape. */
export function readFound(data: unknown, merchant: Merchant): Found | undefined {
  const transaction = Transaction.safeParse(data).data
  switch (transaction?.trade_state) {
    case undefined:
      return undefined
    case 'SUCCESS':
    case 'REFUND': {
      const payment = paymentOf(transaction, merchant)
      return payment && { kind: transaction.trade_state === 'SUCCESS' ? 'paid' : 'refunded', payment }
    }
    case 'CLOSED':
    case 'REVOKED':
      return { kind: 'closed' }
    default:
      return { kind: 'unpaid' }
  }
}

/** The answer to a question about one order: a true answer to another question, sent once more, has another shape. */
export const readAnswer = (data: unknown, merchant: Merchant, number: string): Found | undefined =>
  Transaction.safeParse(data).data?.out_trade_no === number ? readFound(data, merchant) : undefined

/** Codes for which asking again later can help: WeChat did not decide. */
const UNDECIDED = ['SYSTEM_ERROR', 'FREQUENCY_LIMITED', 'BANK_ERROR']
export const isUndecided = ({ status, code }: Refusal): boolean => status >= 500 || UNDECIDED.includes(code)
export const isPaid = ({ code }: Refusal): boolean => code === 'ORDER_PAID' || code === 'ORDERPAID'
export const isClosed = ({ code }: Refusal): boolean => code === 'ORDER_CLOSED' || code === 'ORDERCLOSED'
export const isMissing = ({ code }: Refusal): boolean => code === 'ORDER_NOT_EXIST' || code === 'ORDERNOTEXIST'

/** Codes that only the agency can do something about. */
const REASONS: Readonly<Record<string, RefusalReason>> = {
  SIGN_ERROR: 'bad-key',
  NO_AUTH: 'our-setup',
  APPID_MCHID_NOT_MATCH: 'our-setup',
  MCH_NOT_EXISTS: 'our-setup',
  NOT_ENOUGH: 'no-balance',
  ACCOUNT_ERROR: 'our-setup',
}
export const reasonOf = ({ code, aboutTime = false }: Refusal): RefusalReason | undefined =>
  aboutTime ? 'clock-skew' : REASONS[code]
