import Taro from '@tarojs/taro'

/** Whether the text is on the clipboard now. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    // Both platforms show a toast of their own; the screen shows ours.
    Taro.hideToast()
    return true
  } catch {
    return false
  }
}
