import { isDeepStrictEqual } from 'node:util'
import { maskName } from '@qingpin/contract/core/masking'
import type { Changes } from '../../audit/audit.ts'
import type { ResumeColumns, ResumeRow } from './resumes.columns.ts'
import type { KindPlan } from '../attachments/merge.rules.ts'

/** Columns that stand for the same number; the audit row names the field once and holds its masked form. */
const NUMBERS: Record<string, { field: string; masked: keyof ResumeRow }> = {
  phoneHash: { field: 'phone', masked: 'phoneMasked' },
  idNumberHash: { field: 'idNumber', masked: 'idNumberMasked' },
  emergencyPhoneHash: { field: 'emergencyContactPhone', masked: 'emergencyPhoneMasked' },
}
const SILENT = /(?:Sealed|Masked|Last4)$/
/**
 * What belongs to the work and tells nothing private: the audit row quotes it. Of all other fields it says that they
 * changed, not what they say, so that a new field is private until somebody decides otherwise.
 */
const QUOTED = new Set([
  'gender',
  'age',
  'jobType',
  'education',
  'experienceYears',
  'expectedSalary',
  'maternityNurseLevel',
  'orderStatus',
  'availability',
  'leadSource',
  'learningIntention',
  'currentStage',
  'skills',
])

/** What an update changes, as the audit log keeps it. Empty when nothing is different. */
export function changesOf(row: ResumeRow, columns: ResumeColumns, plans: readonly KindPlan[]): Changes {
  const changes: Changes = {}
  for (const [key, after] of Object.entries(columns)) {
    const before = row[key as keyof ResumeRow]
    if (SILENT.test(key) || isDeepStrictEqual(before, after)) continue
    const number = NUMBERS[key]
    if (number) changes[number.field] = [row[number.masked], columns[number.masked]]
    else if (key === 'name') changes.name = [maskName(row.name), maskName(String(after))]
    else changes[key] = QUOTED.has(key) ? [before, after] : ['…', '…']
  }
  for (const { kind, before, after } of plans) changes[kind] = [before.length, after.length]
  return changes
}
