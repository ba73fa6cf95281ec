import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { FILE_RULES, PAPERS } from '@qingpin/contract/attachments/attachments.rules'
import { FILE_TYPES, type FileType } from '@qingpin/contract/attachments/attachments.enums'
import { api } from '@/app/api'
import { invalidate, mutate, setData, useQuery, type QueryKey } from '@/app/query'
import { MY_RESUME } from './api'
import { inNewOrder } from './papers/file-order'

export type ResumeFiles = ReplyOf<ContractMap['GET /api/resumes/{id}/files']>
export type ResumeFile = ResumeFiles['files'][number]
type Added = ReplyOf<ContractMap['POST /api/resumes/{id}/files/uploads/{uploadId}/confirm']>

const filesKey = (resumeId: string): QueryKey => ['resume-files', resumeId]

/** Its addresses end after an hour or two, so it is fetched again when the page comes to the front. */
export const useFiles = (resumeId: string) =>
  useQuery(filesKey(resumeId), () => api('GET /api/resumes/{id}/files', { params: { id: resumeId } }), {
    enabled: resumeId !== '',
  })

/** Invalidates the queries of the resume too, because they contain files. */
function filesChanged(resumeId: string): void {
  invalidate(filesKey(resumeId))
  for (const key of [MY_RESUME, ['resume', resumeId], ['resumes']]) invalidate(key)
}

/** Whether a kind has one file, which another upload replaces. */
const isSingle = (kind: FileType): boolean => FILE_RULES[kind].most === 1

/** Shows a confirmed upload at once, then fetches the files again. */
export function fileAdded(resumeId: string, { file, fileType, repeated, filesVersion }: Added): void {
  const kind = FILE_TYPES.find(({ value }) => value === fileType)?.value
  setData<ResumeFiles>(filesKey(resumeId), (old) => {
    if (!old || repeated || !kind) return old
    const added = { ...file, fileType, paper: PAPERS.includes(kind), external: false, check: null }
    const others = old.files.filter((other) => !(isSingle(kind) && other.fileType === kind))
    return { ...old, filesVersion, files: [...others, added] }
  })
  filesChanged(resumeId)
}

/** Removes a file optimistically; it returns when the server refuses. */
export async function removeFile(resumeId: string, { id: fileId }: ResumeFile): Promise<void> {
  const optimistic = () =>
    setData<ResumeFiles>(
      filesKey(resumeId),
      (old) => old && { ...old, files: old.files.filter(({ id }) => id !== fileId) },
    )
  await mutate(() => api('POST /api/resumes/{id}/files/delete', { params: { id: resumeId }, body: { fileId } }), {
    optimistic,
  })
  filesChanged(resumeId)
}

export async function orderFiles(resumeId: string, fileType: FileType, ids: readonly string[]): Promise<void> {
  const optimistic = () =>
    setData<ResumeFiles>(filesKey(resumeId), (old) => old && { ...old, files: inNewOrder(old.files, fileType, ids) })
  const body = { fileType, ids: [...ids] }
  await mutate(() => api('PUT /api/resumes/{id}/files/order', { params: { id: resumeId }, body }), { optimistic })
  filesChanged(resumeId)
}

/** A short-lived address of a file (two minutes); opening a paper is audited. */
export const openFile = (resumeId: string, fileId: string) =>
  api('POST /api/resumes/{id}/files/{fileId}/open', { params: { id: resumeId, fileId }, body: {} })
