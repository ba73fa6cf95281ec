import type { HttpReply } from './http-message'
import type { RunningUpload, UploadRequest } from './upload.types'
import { parseBody } from './http-message'
import { online } from './net'
import { NetworkError } from './network-error'

export const uploadWay = 'put'

function bodyOf({ method, fields = {}, file }: UploadRequest): XMLHttpRequestBodyInit {
  const blob = file.blob instanceof Blob ? file.blob : new Blob([])
  if (method === 'PUT') return blob
  const form = new FormData()
  Object.entries(fields).forEach(([name, value]) => form.append(name, value))
  form.append('file', blob, file.name)
  return form
}

const headerOf = (raw: string): Record<string, string> =>
  Object.fromEntries(
    raw
      .split(/\r?\n/)
      .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
      .flatMap((parts) => (parts ? [[(parts[1] ?? '').toLowerCase(), parts[2] ?? '']] : [])),
  )

// fetch does not report upload progress.
export function sendFile(request: UploadRequest): RunningUpload {
  const xhr = new XMLHttpRequest()
  const done = new Promise<HttpReply>((resolve, reject) => {
    const fail = (kind: 'failed' | 'timeout') => reject(new NetworkError(online() ? kind : 'offline'))
    xhr.open(request.method, request.url)
    xhr.timeout = request.timeoutMs
    Object.entries(request.header).forEach(([name, value]) => xhr.setRequestHeader(name, value))
    xhr.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) request.onProgress?.(Math.round((loaded / total) * 100))
    })
    xhr.addEventListener('load', () =>
      resolve({
        status: xhr.status,
        data: parseBody(xhr.responseText),
        header: headerOf(xhr.getAllResponseHeaders()),
      }),
    )
    xhr.addEventListener('error', () => fail('failed'))
    xhr.addEventListener('abort', () => fail('failed'))
    xhr.addEventListener('timeout', () => fail('timeout'))
    xhr.send(bodyOf(request))
  })
  return { done, abort: () => xhr.abort() }
}
