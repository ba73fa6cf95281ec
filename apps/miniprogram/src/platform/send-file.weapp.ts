import Taro from '@tarojs/taro'
import type { LocalFile } from './local-file.types'

export async function sendFile({ path, name }: LocalFile): Promise<boolean> {
  try {
    await Taro.shareFileMessage({ filePath: path, fileName: name })
    return true
  } catch {
    return false
  }
}
