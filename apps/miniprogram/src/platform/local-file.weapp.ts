import Taro from '@tarojs/taro'
import type { FileReply, FileRequest, LocalFile } from './local-file.types'
import { parseBody } from './http-message'
import { NetworkError } from './network-error'
import { kindOf } from './taro-answer'

// The name under which the person sends the file on is the one it has in the app's own folder.
const placeOf = (name: string) => `${Taro.env.USER_DATA_PATH ?? ''}/${name}`

export async function fetchFile({ url, header, name, timeoutMs }: FileRequest): Promise<FileReply> {
  const path = placeOf(name)
  const reply = await Taro.downloadFile({ url, header, filePath: path, timeout: timeoutMs }).catch(
    (failure: unknown) => {
      throw new NetworkError(kindOf(failure))
    },
  )
  const answer = { status: reply.statusCode, header: {} }
  if (reply.statusCode === 200) return { ...answer, data: undefined, file: { path, name } }
  const data = parseBody(readText(path))
  releaseFile({ path, name })
  return { ...answer, data, file: undefined }
}

/** The body of a refusal is saved like a file, and read from there. */
function readText(path: string): string {
  try {
    const text = Taro.getFileSystemManager().readFileSync(path, 'utf8')
    return typeof text === 'string' ? text : ''
  } catch {
    return ''
  }
}

export async function openPdf({ path }: LocalFile): Promise<boolean> {
  try {
    await Taro.openDocument({ filePath: path, fileType: 'pdf', showMenu: true })
    return true
  } catch {
    return false
  }
}

export async function openTable({ path, name }: LocalFile): Promise<boolean> {
  try {
    // The viewer of WeChat knows no CSV.
    if (name.endsWith('.csv')) await Taro.shareFileMessage({ filePath: path, fileName: name })
    else await Taro.openDocument({ filePath: path, fileType: 'xlsx', showMenu: true })
    return true
  } catch {
    return false
  }
}

export function showPictures(paths: readonly string[], current: string): void {
  void Taro.previewImage({ urls: [...paths], current }).catch(() => undefined)
}

export function releaseFile({ path }: LocalFile): void {
  // It may be gone already, which is fine.
  Taro.getFileSystemManager().unlink({ filePath: path, fail: () => undefined })
}
