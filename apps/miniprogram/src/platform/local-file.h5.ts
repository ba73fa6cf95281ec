import Taro from '@tarojs/taro'
import type { FileReply, FileRequest, LocalFile } from './local-file.types'
import { parseBody } from './http-message'
import { online } from './net'
import { NetworkError } from './network-error'

export async function fetchFile({ url, header, name, timeoutMs }: FileRequest): Promise<FileReply> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const reply = await fetch(url, { headers: header, signal: abort.signal, credentials: 'same-origin' })
    const answer = { status: reply.status, header: Object.fromEntries(reply.headers.entries()) }
    if (reply.status !== 200) return { ...answer, data: parseBody(await reply.text()), file: undefined }
    const blob = await reply.blob()
    return { ...answer, data: undefined, file: { path: URL.createObjectURL(blob), name, blob } }
  } catch {
    throw new NetworkError(abort.signal.aborted ? 'timeout' : online() ? 'failed' : 'offline')
  } finally {
    clearTimeout(timer)
  }
}

async function save({ path, name }: LocalFile): Promise<boolean> {
  const link = document.createElement('a')
  link.href = path
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  return true
}

export const openPdf = (file: LocalFile) => save(file)
export const openTable = (file: LocalFile) => save(file)

export function showPictures(paths: readonly string[], current: string): void {
  void Taro.previewImage({ urls: [...paths], current }).catch(() => undefined)
}

export const releaseFile = ({ path }: LocalFile): void => URL.revokeObjectURL(path)
