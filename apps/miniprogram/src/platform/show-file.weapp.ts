import Taro from '@tarojs/taro'
import { fetchFile, openPdf, releaseFile } from './local-file'
import type { LocalFile } from './local-file.types'

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
/** WeChat does not report that its viewer was closed, so its file is removed when the next one is shown. */
let shown: LocalFile | undefined

export async function showDocument(url: string, name: string): Promise<boolean> {
  const reply = await fetchFile({ url, header: {}, name, timeoutMs: TIMEOUT_MS }).catch(() => undefined)
  if (!reply?.file) return false
  if (shown && shown.path !== reply.file.path) releaseFile(shown)
  shown = reply.file
  return openPdf(shown)
}
