import Taro from '@tarojs/taro'
import { HEAD_BYTES, lastOfPath, typeByContent, typeByName } from './file-type'
import type { LocalFile } from './local-file.types'
import type { PickedFile, PickRequest, PickSource, PickWhat } from './picked-file.types'

export const pickSources = (what: PickWhat): readonly PickSource[] =>
  what === 'table' ? ['chat'] : what === 'paper' ? ['camera', 'album', 'chat'] : ['camera', 'album']

/** WeChat's limit for one choice. */
const MOST_AT_ONCE = 9
const LONGEST_FILM_S = 60

const said = (failure: unknown): string =>
  typeof failure === 'object' && failure !== null && 'errMsg' in failure ? String(failure.errMsg) : ''

/** Closing the picker is not an error. */
function gaveUp(failure: unknown): readonly PickedFile[] {
  if (/cancel/i.test(said(failure))) return []
  throw failure
}

async function fromChat(most: number): Promise<readonly PickedFile[]> {
  const count = Math.min(most, MOST_AT_ONCE)
  // Not limited to endings: photos come as `.jfif` or without one, and what a file is its content tells.
  const { tempFiles } = await Taro.chooseMessageFile({ count, type: 'file' })
  return Promise.all(
    tempFiles.map(async ({ path, size, name }) => ({
      name,
      size,
      path,
      mimetype: (await contentTypeOf(path)) ?? typeByName(name) ?? 'application/octet-stream',
    })),
  )
}

const contentTypeOf = (path: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    Taro.getFileSystemManager().readFile({
      filePath: path,
      position: 0,
      length: HEAD_BYTES,
      success: ({ data }) => resolve(typeof data === 'string' ? undefined : typeByContent(data)),
      fail: () => resolve(undefined),
    })
  })

// Taro does not make a promise of this call, and older base libraries do not either.
const chooseMedia = (option: Omit<Taro.chooseMedia.Option, 'success' | 'fail'>) =>
  new Promise<Taro.chooseMedia.SuccessCallbackResult>((resolve, reject) => {
    const promised: unknown = Taro.chooseMedia({ ...option, success: resolve, fail: reject })
    // Where a promise is returned, it settles a second time.
    if (promised instanceof Promise) promised.catch(() => undefined)
  })

async function fromCamera({ source, what, most }: PickRequest): Promise<readonly PickedFile[]> {
  const film = what === 'video'
  const { tempFiles } = await chooseMedia({
    count: Math.min(most, MOST_AT_ONCE),
    mediaType: [film ? 'video' : 'image'],
    sourceType: [source === 'camera' ? 'camera' : 'album'],
    // Compressed pictures are JPEG, whatever format the camera keeps.
    sizeType: ['compressed'],
    maxDuration: LONGEST_FILM_S,
    camera: 'back',
  })
  return tempFiles.map(({ tempFilePath: path, size, thumbTempFilePath }) => ({
    name: lastOfPath(path),
    size,
    path,
    mimetype: typeByName(path) ?? (film ? 'video/mp4' : 'image/jpeg'),
    ...(film && thumbTempFilePath ? { cover: thumbTempFilePath } : {}),
  }))
}

export const pickFiles = (request: PickRequest): Promise<readonly PickedFile[]> =>
  (request.source === 'chat' ? fromChat(request.most) : fromCamera(request)).catch(gaveUp)

const sizeOf = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().getFileInfo({
      filePath: path,
      success: ({ size }) => resolve(size),
      fail: reject,
    })
  })

const QUALITY = 70

export async function shrinkPicture(file: PickedFile, maxBytes: number, longestSide: number): Promise<PickedFile> {
  if (file.size <= maxBytes) return file
  try {
    const { tempFilePath: path } = await Taro.compressImage({
      src: file.path,
      quality: QUALITY,
      compressedWidth: longestSide,
    })
    return { name: lastOfPath(path), size: await sizeOf(path), mimetype: 'image/jpeg', path }
  } catch {
    return file
  }
}

export async function pickedFrom({ path, name }: LocalFile, mimetype: string): Promise<PickedFile> {
  return { name, size: await sizeOf(path), mimetype, path }
}

export function releasePicked({ path }: PickedFile): void {
  // It may be gone already, which is fine.
  Taro.getFileSystemManager().unlink({ filePath: path, fail: () => undefined })
}
