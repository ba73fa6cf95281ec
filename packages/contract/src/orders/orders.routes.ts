import { z } from 'zod'
import { define } from '../core/define.ts'
import { pageLimit } from '../core/paging.ts'
import { IdParams } from '../core/fields.ts'
import { Order, Payable, Platform } from './orders.fields.ts'

export const orderRoutes = define({
  create: {
    method: 'post',
    path: '/api/orders',
    limit: 'payment',
    summary: 'Orders a package of credits; the reply has the parameters of the payment dialog or the QR code',
    allow: 'session',
    idempotent: 'key',
    status: 201,
    body: z.object({ packageId: z.string().max(40), platform: Platform }),
    reply: Payable,
    errors: ['NOT_FOUND', 'PAYER_UNKNOWN', 'PAYMENT_BUSY', 'PAYMENT_REFUSED', 'PAYMENT_UNAVAILABLE'],
  },
  list: {
    method: 'get',
    path: '/api/orders',
    summary: 'The caller’s orders, newest first',
    allow: 'session',
    query: z.object({
      limit: pageLimit(20),
      cursor: z.string().max(60).optional().describe('nextCursor of the page before'),
    }),
    reply: z.object({ items: z.array(Order), nextCursor: z.string().nullable() }),
    errors: ['NOT_FOUND'],
  },
  detail: {
    method: 'get',
    path: '/api/orders/{id}',
    summary: 'One order of the caller, without asking the payment service',
    allow: 'session',
    params: IdParams,
    reply: Order,
    errors: ['NOT_FOUND'],
  },
  pay: {
    method: 'post',
    path: '/api/orders/{id}/pay',
    limit: 'payment',
    summary: 'Pays an open order again, under the same number',
    allow: 'session',
    idempotent: { because: 'the payment service knows the order by its number and takes one payment for it' },
    params: IdParams,
    reply: Payable,
    errors: ['NOT_FOUND', 'ORDER_OVER', 'PAYER_UNKNOWN', 'PAYMENT_BUSY', 'PAYMENT_REFUSED', 'PAYMENT_UNAVAILABLE'],
  },
  confirm: {
    method: 'post',
    path: '/api/orders/{id}/confirm',
    limit: 'payment',
    summary: 'Asks the payment service whether an order is paid, and credits it if so',
    allow: 'session',
    idempotent: { because: 'an order is credited once, by whichever call finds it paid' },
    params: IdParams,
    reply: Order,
    errors: ['NOT_FOUND', 'PAYMENT_BUSY', 'PAYMENT_REFUSED', 'PAYMENT_UNAVAILABLE'],
  },
  close: {
    method: 'post',
    path: '/api/orders/{id}/close',
    limit: 'payment',
    summary: 'Closes an unpaid order; one that turns out to be paid is credited instead',
    allow: 'session',
    idempotent: { because: 'a closed order stays closed' },
    params: IdParams,
    reply: Order,
    errors: ['NOT_FOUND', 'PAYMENT_BUSY', 'PAYMENT_REFUSED', 'PAYMENT_UNAVAILABLE'],
  },
  wechatWebhook: {
    method: 'post',
    path: '/api/orders/payment-webhook/wechat',
    summary: 'The payment webhook of WeChat Pay, signed and encrypted as its documentation says',
    allow: 'public',
    raw: true,
    idempotent: { because: 'an order is credited once, also when its payment is reported again' },
    reply: z.null(),
  },
})
