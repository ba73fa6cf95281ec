import type { Platform } from '@qingpin/contract/orders/orders.enums'
import Taro from '@tarojs/taro'
import type { PhoneCall, PhoneOutcome } from './payment.types'

export const payPlatform: Platform = 'weapp'

// With callbacks, because Taro does not make a promise of this call.
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
