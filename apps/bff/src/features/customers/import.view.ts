import { maskIdNumber, maskName, maskPhone, maskWechat } from '@qingpin/contract/core/masking'
import { columnsByHeading, type RowResult, TABLE_COLUMNS } from '@qingpin/contract/customers/import.rules'
import { labelOf } from '@qingpin/contract/core/choices'
import type { FieldCipher } from '../../crypto/field-cipher.ts'
import type { ImportRow } from './import.repo.ts'
import type { Values } from './import.rules.ts'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

export type LineCounts = readonly { result: RowResult; n: number }[]

export function countsOf(total: number, counted: LineCounts) {
  const of = (result: RowResult) => counted.find((one) => one.result === result)?.n ?? 0
  return {
    total,
    waiting: of('waiting'),
    created: of('created'),
    filled: of('filled'),
    skipped: of('skipped'),
    refused: of('refused'),
  }
}

export const headingsOf = (cipher: FieldCipher, row: ImportRow): string[] =>
  JSON.parse(cipher.open('importRow', row.headingsSealed)) as string[]

export function importView(cipher: FieldCipher, row: ImportRow, counted: LineCounts) {
  const headings = headingsOf(cipher, row)
  return {
    id: row.id,
    fileName: row.fileName,
    format: row.format,
    state: row.state === 'reading' ? ('draft' as const) : row.state,
    stopped: row.stopped,
    headings,
    columns: [...(row.plan?.columns ?? columnsByHeading(headings))],
    sheets: row.sheets,
    sheet: row.sheet,
    hidden: row.hidden,
    misnamed: row.misnamed,
    serials: row.serials,
    counts: countsOf(row.total, counted),
    createdAt: new Date(row.createdAt).toISOString(),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
  }
}

export const problemView = (
  { line, reasons, customerId }: { line: number; reasons: readonly string[] | null; customerId: string | null },
  name: string | undefined,
) => ({ line, name: name === undefined ? null : maskName(name), reasons: [...(reasons ?? [])], customerId })

const MASKS: Readonly<Record<string, (text: string) => string>> = {
  phone: maskPhone,
  wechatId: maskWechat,
  idCardNumber: maskIdNumber,
}

/** A row of the preview: what would be entered, numbers masked. */
export const previewRow = (line: number, values: Values) => ({
  line,
  values: Object.entries(values).map(([column, value]) => ({
    column: labelOf(TABLE_COLUMNS, column),
    value: (MASKS[column] ?? String)(value),
  })),
})
