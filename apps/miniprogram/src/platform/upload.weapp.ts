import Taro from '@tarojs/taro'
import type { HttpReply } from './http-message'
import type { RunningUpload, UploadRequest } from './upload.types'
import { parseBody } from './http-message'
import { NetworkError } from './network-error'
import { kindOf, lowerCased } from './taro-answer'

export const uploadWay = 'form'

export function sendFile(request: UploadRequest): RunningUpload {
  const task = Taro.uploadFile({
    url: request.url,
    filePath: request.file.path,
    name: 'file',
    fileName: request.file.name,
    header: request.header,
    formData: request.fields ?? {},
    timeout: request.timeoutMs,
  })
  if (request.onProgress) task.progress(({ progress }) => request.onProgress?.(progress))
  const done = task.then(
    (reply): HttpReply => ({
      status: reply.statusCode,
      data: parseBody(reply.data),
      header: lowerCased((reply as { header?: Record<string, unknown> }).header ?? {}),
    }),
    (failure: unknown) => {
      throw new NetworkError(kindOf(failure))
    },
  )
  return { done, abort: () => task.abort() }
}
