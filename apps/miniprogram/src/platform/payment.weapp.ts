import type { Platform } from '@qingpin/contract/orders/orders.enums'
import Taro from '@tarojs/taro'
import type { PhoneCall, PhoneOutcome } from './payment.types'

export const payPlatform: Platform = 'weapp'

export async function payOnPhone({
  timeStamp,
  nonceStr,
  package: text,
  signType,
  paySign,
}: PhoneCall): Promise<PhoneOutcome> {
  try {
    await Taro.requestPayment({ timeStamp, nonceStr, package: text, signType, paySign })
    return 'done'
  } catch (error) {
    const { errMsg } = error as { errMsg?: string }
    return errMsg?.includes('cancel') ? 'cancelled' : 'unknown'
  }
}
