import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { invalidate, setData, useQuery, type QueryKey } from '@/app/query'

export type ResumeDetail = ReplyOf<ContractMap['GET /api/resumes/miniprogram/{id}']>
export type ResumeCard = ReplyOf<ContractMap['GET /api/resumes']>['items'][number]

export const LIST_KEY: QueryKey = ['resumes']
const resumeKey = (id: string): QueryKey => ['resume', id]

export const useResume = (id: string) =>
  useQuery(resumeKey(id), () => api('GET /api/resumes/miniprogram/{id}', { params: { id } }))

/** After a write: invalidates the lists and this resume. */
export function resumeChanged(id: string): void {
  invalidate(LIST_KEY)
  invalidate(resumeKey(id))
}

/** Stores the answer of a write, so that the next one is based on its version. */
export function resumeSaved(resume: ResumeDetail): void {
  setData<ResumeDetail>(resumeKey(resume.id), () => resume)
  invalidate(LIST_KEY)
}

/** Finds the resume of a number in the list, because reading the whole resume would be audited. */
export async function findByPhone(phone: string): Promise<ResumeCard | undefined> {
  const { items } = await api('GET /api/resumes', { query: { search: phone, pageSize: 1 } })
  return items[0]
}

export type NumberName = 'phone' | 'idNumber' | 'emergencyContactPhone'

/** The number in full; each call is audited. */
export async function revealNumber(id: string, field: NumberName): Promise<string> {
  const { value } = await api('POST /api/resumes/miniprogram/{id}/reveal', { params: { id }, body: { field } })
  return value ?? ''
}

export const isMasked = (number: string): boolean => number.includes('*')
