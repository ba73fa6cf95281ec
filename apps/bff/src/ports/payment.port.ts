/** What is to be paid. */
export interface Payable {
  /** Ours; 6–32 letters and digits. */
  number: string
  description: string
  amountFen: number
  /** Epoch ms; the payment service refuses payment afterwards. */
  expiresAt: number
}

/** Whether an order can be paid now; `handle` is what the payment service calls it. */
export type Prepared = { kind: 'ready'; handle: string } | { kind: 'paid' } | { kind: 'closed' }

/** A payment as the payment service tells it; to be compared with the order before anything is credited. */
export interface Payment {
  number: string
  transactionId: string
  amountFen: number
  /** ISO code of the amount. */
  currency: string
  /** Whether it was made to us: our merchant, our app. */
  toUs: boolean
  /** Epoch ms. */
  paidAt: number
}

/** `refunded`: it was paid, and all or part of the money went back. */
export type Found =
  | { kind: 'paid' | 'refunded'; payment: Payment }
  | { kind: 'unpaid' }
  | { kind: 'closed' }
  | { kind: 'unknown' }

/** What a phone's payment dialog takes. */
export interface PhoneCall {
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

/** A webhook that is not from the payment service, or cannot be read. */
export class WebhookRefused extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options)
    this.name = 'WebhookRefused'
  }
}

/**
 * What we need of a payment service, in our words. Every call fails with PAYMENT_BUSY when there was no usable answer
 * (the call may have taken effect), with PAYMENT_REFUSED when it was turned down, and with PAYMENT_UNAVAILABLE when only
 * the agency can help.
 */
export interface PaymentPort {
  /** Registers an order to be paid on the payer's own phone. The same order again is harmless. */
  prepareOnPhone(order: Payable, payerId: string): Promise<Prepared>
  /** Registers an order to be paid by scanning a code; the handle is the code's content. Again is harmless. */
  prepareByCode(order: Payable): Promise<Prepared>
  /** Signs what the payment dialog of a phone is called with. */
  callFor(handle: string, now: number): PhoneCall
  find(number: string): Promise<Found>
  /** Makes an order unpayable; tells whether it was paid before. */
  close(number: string): Promise<'closed' | 'paid'>
  /**
   * Reads a webhook: verified over its raw bytes, then decrypted. Undefined when it tells of something else than a
   * payment. Throws WebhookRefused.
   */
  readWebhook(headers: Headers, body: Uint8Array, now: number): Promise<Payment | undefined>
}
