import Taro from '@tarojs/taro'

export const hasWechat = true

export async function loginCode(): Promise<string | undefined> {
  try {
    const { code } = await Taro.login()
    return code || undefined
  } catch {
    return undefined
  }
}
