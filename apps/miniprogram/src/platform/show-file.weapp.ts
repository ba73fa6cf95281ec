import Taro from '@tarojs/taro'
import { fetchFile, openPdf } from './local-file'

export const hasPictureViewer = true

export async function showFilm(url: string): Promise<boolean> {
  try {
    await Taro.previewMedia({ sources: [{ url, type: 'video' }] })
    return true
  } catch {
    return false
  }
}

const TIMEOUT_MS = 30_000

export async function showDocument(url: string, name: string): Promise<boolean> {
  const reply = await fetchFile({ url, header: {}, name, timeoutMs: TIMEOUT_MS }).catch(() => undefined)
  return reply?.file ? openPdf(reply.file) : false
}
