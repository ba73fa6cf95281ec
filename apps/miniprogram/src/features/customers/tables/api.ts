import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import type { RowResult, TableFormat } from '@qingpin/contract/customers/import.rules'
import { api } from '@/app/api'
import { download } from '@/app/download'
import { invalidate, useQuery, type QueryKey } from '@/app/query'
import { sendForm } from '@/app/send-form'
import { openTable } from '@/platform/local-file'
import type { PickedFile } from '@/platform/picked-file.types'
import { failure } from '@/ui/read-error'

export type Import = ReplyOf<ContractMap['GET /api/customers/imports/{id}']>
export type PlanBody = NonNullable<Options<ContractMap['POST /api/customers/imports/{id}/start']>['body']>
export type Preview = ReplyOf<ContractMap['POST /api/customers/imports/{id}/preview']>
export type Problem = Preview['problems'][number]

const IMPORTS_KEY: QueryKey = ['customer-imports']

export const useImports = (enabled: boolean) =>
  useQuery(IMPORTS_KEY, () => api('GET /api/customers/imports'), { enabled })
export const useImport = (id: string) =>
  useQuery([...IMPORTS_KEY, id], () => api('GET /api/customers/imports/{id}', { params: { id } }))

export async function uploadTable(file: PickedFile, sheet?: string): Promise<Import> {
  const query = sheet === undefined ? '' : `?sheet=${encodeURIComponent(sheet)}`
  const draft = await sendForm<Import>(`/api/customers/imports${query}`, file)
  invalidate(IMPORTS_KEY)
  return draft
}

export const previewImport = (id: string, body: PlanBody) =>
  api('POST /api/customers/imports/{id}/preview', { params: { id }, body })

export async function startImport(id: string, body: PlanBody, idempotencyKey: string): Promise<void> {
  await api('POST /api/customers/imports/{id}/start', { params: { id }, body, idempotencyKey })
  invalidate(IMPORTS_KEY)
}

/** The first rows with a result; all of them are in the file. */
export const ROWS_SHOWN = 50
export const useImportRows = (id: string, result: RowResult, enabled: boolean) =>
  useQuery(
    [...IMPORTS_KEY, id, result],
    () => api('GET /api/customers/imports/{id}/rows', { params: { id }, query: { result, limit: ROWS_SHOWN } }),
    { enabled },
  )

/** Fetches a table and shows it, or saves it. */
export async function saveTable(path: string, query: Readonly<Record<string, unknown>>, name: string): Promise<void> {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${encodeURIComponent(String(value))}`],
  )
  const format = query['format'] as TableFormat
  const file = await download(`${path}?${pairs.join('&')}`, `${name}.${format}`)
  if (!(await openTable(file))) throw failure('这部手机打不开这个表格，请在电脑上导出。')
}
