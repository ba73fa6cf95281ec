import Taro from '@tarojs/taro'

/** Whether the text is on the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    // Both platforms say so in words of their own, beside those of the screen.
    Taro.hideToast()
    return true
  } catch {
    return false
  }
}
