/** What the server signed for the payment dialog. */
export interface PhoneCall {
  readonly timeStamp: string
  readonly nonceStr: string
  readonly package: string
  readonly signType: 'RSA'
  readonly paySign: string
}

/** `unknown`: the dialog ended in an error, which may have come after the payment. */
export type PhoneOutcome = 'done' | 'cancelled' | 'unknown'
