import { z } from 'zod'
import { ORDER_STATES, PLATFORMS } from './orders.enums.ts'

export const Platform = z.enum(PLATFORMS)

export const Order = z.object({
  id: z.string(),
  number: z.string().describe('what the payment service and the receipt call it'),
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

/** What a phone hands to its payment dialog, word for word. */
const PhonePayment = z.object({
  kind: z.literal('phone'),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
})
/** What a screen shows as a QR code for the payer’s phone. */
const CodePayment = z.object({ kind: z.literal('code'), url: z.string() })

export const Payable = z.object({
  order: Order,
  payment: z
    .discriminatedUnion('kind', [PhonePayment, CodePayment])
    .nullable()
    .describe('null when nothing is left to be paid'),
})
