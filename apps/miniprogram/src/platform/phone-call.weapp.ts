import Taro from '@tarojs/taro'

export function callPhone(number: string): void {
  // Rejected when the person closes the system's own question: nothing to say about that.
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}
