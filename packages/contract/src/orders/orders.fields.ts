import { z } from 'zod'
import { ORDER_STATES, PLATFORMS } from './orders.enums.ts'

export const Platform = z.enum(PLATFORMS)

export const Order = z.object({
  id: z.string(),
  number: z.string().describe('the order number at the payment service and on the receipt'),
  state: z.enum(ORDER_STATES),
  stateLabel: z.string(),
  credits: z.number().int(),
  bonus: z.number().int(),
  amountFen: z.number().int(),
  platform: Platform,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().describe('it can be paid until then'),
  paidAt: z.iso.datetime().nullable(),
})

/** The parameters of the phone's payment dialog, unchanged. */
const PhonePayment = z.object({
  kind: z.literal('phone'),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
})
/** The content of the QR code that the payer scans. */
const CodePayment = z.object({ kind: z.literal('code'), url: z.string() })

export const Payable = z.object({
  order: Order,
  payment: z
    .discriminatedUnion('kind', [PhonePayment, CodePayment])
    .nullable()
    .describe('null when nothing is left to be paid'),
})
