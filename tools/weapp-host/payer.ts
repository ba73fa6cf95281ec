import { verify } from 'node:crypto'
import type { PaymentOptions } from './wx.ts'

/** WeChat's side of a payment: it knows the merchant's key and app, and takes the money. */
export interface WxPayer {
  appId: string
  merchantPublicKey: string
  /** Asks the person; false when the dialog is closed. */
  pay: (prepayId: string) => Promise<boolean>
}

/** As WeChat does: every field a text, the signature by the merchant's key over app, time, nonce and package. */
export async function payWith(payer: WxPayer | undefined, options: PaymentOptions): Promise<string> {
  const { timeStamp, nonceStr, package: text, signType, paySign } = options
  const texts = [timeStamp, nonceStr, text, signType, paySign]
  const prepayId = /^prepay_id=(\w+)$/.exec(String(text))?.[1]
  if (!payer || !prepayId || texts.some((one) => typeof one !== 'string' || one === '')) {
    return 'requestPayment:fail parameter error'
  }
  const message = Buffer.from(`${payer.appId}\n${String(timeStamp)}\n${String(nonceStr)}\n${String(text)}\n`)
  const signature = Buffer.from(String(paySign), 'base64')
  if (signType !== 'RSA' || !verify('sha256', message, payer.merchantPublicKey, signature)) {
    return 'requestPayment:fail 支付验证签名失败'
  }
  return (await payer.pay(prepayId)) ? 'requestPayment:ok' : 'requestPayment:fail cancel'
}
