import { ApiError } from '@qingpin/contract/client'
import { apiAddress } from '@/platform/api-address'
import type { PickedFile } from '@/platform/picked-file.types'
import { sendFile } from '@/platform/upload'
import { withSession } from './api'

/** Reading a picture takes the server seconds, and slow lines as long again. */
const TIMEOUT_MS = 60_000

/** Posts a file to a route of the API that takes a form. Rejects with an ApiError or a NetworkError. */
export async function sendForm<T>(path: string, file: PickedFile): Promise<T> {
  const { status, data } = await withSession(
    (token) =>
      sendFile({
        method: 'POST',
        url: apiAddress + path,
        header: token ? { authorization: `Bearer ${token}` } : {},
        file,
        timeoutMs: TIMEOUT_MS,
      }).done,
  )
  const answer = data as { success?: unknown; data?: T } | undefined
  if (status < 200 || status > 299 || answer?.success !== true) throw new ApiError(status, data)
  return answer.data as T
}
