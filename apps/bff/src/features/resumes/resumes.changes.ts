import { isDeepStrictEqual } from 'node:util'
import type { FileType } from '@qingpin/contract/resumes/resumes.enums'
import type { Changes } from '../../audit/audit.ts'
import type { ResumeColumns, ResumeRow } from './resumes.columns.ts'
import type { FileRow } from './resumes.files.ts'

/** Columns that stand for the same number; the audit row names the field once and holds its masked form. */
const NUMBERS: Record<string, { field: string; masked: keyof ResumeRow }> = {
  phoneHash: { field: 'phone', masked: 'phoneMasked' },
  idNumberHash: { field: 'idNumber', masked: 'idNumberMasked' },
  emergencyPhoneHash: { field: 'emergencyContactPhone', masked: 'emergencyPhoneMasked' },
}
const SILENT = /(?:Sealed|Masked|Last4)$/
/** Free text about a person: the audit row says that it changed, not what it says. */
const UNQUOTED = new Set([
  'currentAddress',
  'hukouAddress',
  'familySituation',
  'wechat',
  'emergencyContactName',
  'workExperiences',
  'selfIntroduction',
  'internalEvaluation',
  'recommendationReason',
  'certificatesText',
])

/** What an update changes, as the audit log keeps it. Empty when nothing is different. */
export function changesOf(
  row: ResumeRow,
  columns: ResumeColumns,
  files: readonly FileRow[],
  sets: ReadonlyMap<FileType, string[]>,
): Changes {
  const changes: Changes = {}
  for (const [key, after] of Object.entries(columns)) {
    const before = row[key as keyof ResumeRow]
    if (SILENT.test(key) || isDeepStrictEqual(before, after)) continue
    const number = NUMBERS[key]
    if (number) changes[number.field] = [row[number.masked], columns[number.masked]]
    else changes[key] = UNQUOTED.has(key) ? ['…', '…'] : [before, after]
  }
  for (const [kind, urls] of sets) {
    const before = files
      .filter((file) => file.kind === kind)
      .toSorted((a, b) => a.position - b.position)
      .map((file) => file.url)
    if (!isDeepStrictEqual(before, urls)) changes[kind] = [before.length, urls.length]
  }
  return changes
}
