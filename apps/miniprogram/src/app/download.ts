import { ApiError } from '@qingpin/contract/client'
import { apiAddress } from '@/platform/api-address'
import { fetchFile } from '@/platform/local-file'
import type { LocalFile } from '@/platform/local-file.types'
import { withSession } from './api'

/** The timeout: the server may have to render the document first. */
const TIMEOUT_MS = 20_000

/** Fetches a file of the API for the person who is logged in. Rejects with an ApiError or a NetworkError. */
export async function download(path: string, name: string): Promise<LocalFile> {
  const { status, data, file } = await withSession((token) =>
    fetchFile({
      url: apiAddress + path,
      header: token ? { authorization: `Bearer ${token}` } : {},
      name,
      timeoutMs: TIMEOUT_MS,
    }),
  )
  if (!file) throw new ApiError(status, data)
  return file
}
