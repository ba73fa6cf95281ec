import type { Platform } from '@qingpin/contract/orders/orders.enums'
import Taro from '@tarojs/taro'
import type { PhoneCall, PhoneOutcome } from './payment.types'

export const payPlatform: Platform = 'weapp'

// With callbacks: this is one of the calls that Taro hands on to WeChat without making a promise of them.
export const payOnPhone = ({ timeStamp, nonceStr, package: text, signType, paySign }: PhoneCall) =>
  new Promise<PhoneOutcome>((resolve) => {
    void Taro.requestPayment({
      timeStamp,
      nonceStr,
      package: text,
      signType,
      paySign,
      success: () => resolve('done'),
      fail: ({ errMsg }) => resolve(errMsg.includes('cancel') ? 'cancelled' : 'unknown'),
    })
  })
