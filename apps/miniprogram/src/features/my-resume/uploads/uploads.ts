import { ApiError, isApiError } from '@qingpin/contract/client'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ErrorSpec } from '@qingpin/contract/core/error-spec'
import { attachmentErrors } from '@qingpin/contract/attachments/attachments.errors'
import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import { create, useStore } from 'zustand'
import { api, newIdempotencyKey } from '@/app/api'
import { currentSession, useSession } from '@/app/session'
import { mediaUrl } from '@/platform/api-address'
import type { HttpReply } from '@/platform/http-message'
import { onNetChange, online } from '@/platform/net'
import { isNetworkError } from '@/platform/network-error'
import { releasePicked } from '@/platform/pick-files'
import { sendFile, uploadWay } from '@/platform/upload'
import { problemOf, readError } from '@/ui/read-error'
import { fileAdded } from '../files-api'
import { makeQueue, type Failure, type Permission, type UploadItem } from './queue'

type Asked = ReplyOf<ContractMap['POST /api/resumes/{id}/files/uploads']>
type Added = ReplyOf<ContractMap['POST /api/resumes/{id}/files/uploads/{uploadId}/confirm']>
interface Ticket extends Permission {
  readonly asked: Asked
}

/** Enough for a film of 50 MB on a slow line; the permission ends at the same time. */
const TIMEOUT_MS = 600_000

const RESUME_AFTER_MS = 10_000

/** The storage refused the file, in words that are not for people. */
class StoreRefusal extends Error {
  override name = 'StoreRefusal'
}

async function ask({ resumeId, fileType, file }: UploadItem): Promise<Ticket> {
  const { name: filename, size, mimetype } = file
  const asked = await api('POST /api/resumes/{id}/files/uploads', {
    params: { id: resumeId },
    body: { fileType, filename, size, mimetype, way: uploadWay },
    idempotencyKey: newIdempotencyKey(),
  })
  return { uploadId: asked.uploadId, expiresAt: Date.parse(asked.expiresAt), asked }
}

const OURS = new Map<string, ErrorSpec>(Object.entries(attachmentErrors))
const mayTryAgain = (code: string): boolean => OURS.get(code)?.retryable === true

/** Throws when the storage refused the file. Our own storage answers like the API; a vendor's does not. */
function arrived({ status, data }: HttpReply): void {
  if (status >= 200 && status <= 299) return
  const refusal = new ApiError(status, data)
  throw OURS.has(refusal.code) ? refusal : new StoreRefusal(String(status))
}

function send({ file }: UploadItem, { asked }: Ticket, onProgress: (percent: number) => void) {
  const { method, url, headers, fields } = asked
  const { done, abort } = sendFile({
    method,
    url: mediaUrl(url),
    header: headers,
    fields,
    file,
    timeoutMs: TIMEOUT_MS,
    onProgress,
  })
  return { done: done.then(arrived), abort }
}

const AGAIN: Failure = { reason: '没传上，原来的照片还在手机里。再试一次。', again: true, lost: 'permission' }

/** The text on the tile of a failed upload, and whether a retry makes sense. */
function reasonOf(error: unknown): Failure {
  if (isNetworkError(error)) {
    resumeLater()
    return { reason: '网断了，没传上。连上网会自己接着传。', again: true, offline: true }
  }
  if (!isApiError(error)) return AGAIN
  const { text: reason, reference } = problemOf(error)
  const lost = error.code === 'UPLOAD_NOT_ARRIVED'
  const again = readError(error).retry || error.status === 429 || mayTryAgain(error.code)
  return { reason, reference, again, ...(lost ? { lost: 'file' } : {}) }
}

/** The number of duplicate pictures by kind, until the hint is dismissed. */
const useRepeats = create<Readonly<Record<string, number>>>(() => ({}))
const placeOf = (resumeId: string, fileType: FileType) => `${resumeId}/${fileType}`

function onAdded({ resumeId, fileType }: UploadItem, added: Added): void {
  fileAdded(resumeId, added)
  if (!added.repeated) return
  const place = placeOf(resumeId, fileType)
  useRepeats.setState((before) => ({ [place]: (before[place] ?? 0) + 1 }))
}

/** One queue for the session: uploads continue when the page is left. */
export const uploads = makeQueue<Ticket, Added>({
  ask,
  send,
  confirm: ({ resumeId: id }, { uploadId }) =>
    api('POST /api/resumes/{id}/files/uploads/{uploadId}/confirm', { params: { id, uploadId } }),
  onAdded,
  reasonOf,
  release: releasePicked,
})

let waiting: ReturnType<typeof setTimeout> | undefined

/** A phone that has a network, and yet did not reach us, is not told when it does: another try after a while. */
function resumeLater(): void {
  if (!online()) return
  clearTimeout(waiting)
  waiting = setTimeout(() => uploads.resume(), RESUME_AFTER_MS)
}

onNetChange((up) => {
  if (up) uploads.resume()
})

let owner = currentSession()?.user.id

// Uploads end when another account logs in.
useSession.subscribe(({ session }) => {
  if (session?.user.id === owner) return
  owner = session?.user.id
  uploads.clear()
  useRepeats.setState({}, true)
})

export function useUploads(resumeId: string, fileType: FileType): readonly UploadItem[] {
  const items = useStore(uploads.store, (state) => state.items)
  return items.filter((item) => item.resumeId === resumeId && item.fileType === fileType)
}

export function useRepeated(resumeId: string, fileType: FileType): { count: number; dismiss: () => void } {
  const place = placeOf(resumeId, fileType)
  const count = useRepeats((state) => state[place] ?? 0)
  return { count, dismiss: () => useRepeats.setState({ [place]: 0 }) }
}

const travels = ({ state }: UploadItem) => state.kind !== 'failed'

/** The number of running uploads of a resume. */
export const useTravelling = (resumeId: string): number =>
  useStore(uploads.store, ({ items }) => items.filter((item) => item.resumeId === resumeId && travels(item)).length)
