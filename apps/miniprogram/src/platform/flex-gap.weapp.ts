import Taro from '@tarojs/taro'

/** Pages are drawn by the system's Safari on iOS, and by an engine of WeChat's own elsewhere, which is newer. */
function known(): boolean {
  const [, major = '', minor = ''] = /^iOS (\d+)\.?(\d+)?/.exec(Taro.getDeviceInfo?.().system ?? '') ?? []
  return major === '' || Number(major) > 14 || (Number(major) === 14 && Number(minor || 0) >= 5)
}

export const hasFlexGap: boolean = known()
