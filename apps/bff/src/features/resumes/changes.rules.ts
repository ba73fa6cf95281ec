import { isDeepStrictEqual } from 'node:util'
import { maskName } from '@qingpin/contract/core/masking'
import type { Changes } from '../../audit/audit.ts'
import type { KindPlan } from '../attachments/index.ts'
import type { ResumeColumns, ResumeRow } from './resumes.table.ts'
import { CHANGED } from '../../audit/audit.rules.ts'

/** Columns that stand for the same number; the audit row names the field once and holds its masked form. */
const NUMBERS: Record<string, { field: string; masked: keyof ResumeRow }> = {
  phoneHash: { field: 'phone', masked: 'phoneMasked' },
  contestedPhoneHash: { field: 'phone', masked: 'phoneMasked' },
  idNumberHash: { field: 'idNumber', masked: 'idNumberMasked' },
  contestedIdNumberHash: { field: 'idNumber', masked: 'idNumberMasked' },
  emergencyPhoneHash: { field: 'emergencyContactPhone', masked: 'emergencyPhoneMasked' },
}
const SILENT = /(?:Sealed|Masked|Last4|Known)$/
/**
 * Fields about the work that are not private: the audit row quotes them. Of all other fields it records that they
 * changed and not their values, so that a new field is private until it is listed here.
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

/** The changes of an update as the audit log records them. Empty when nothing is different. */
export function changesOf(row: ResumeRow, columns: ResumeColumns, plans: readonly KindPlan[]): Changes {
  const changes: Changes = {}
  for (const [key, after] of Object.entries(columns)) {
    const before = row[key as keyof ResumeRow]
    if (SILENT.test(key) || isDeepStrictEqual(before, after)) continue
    const number = NUMBERS[key]
    if (number) changes[number.field] = [row[number.masked], columns[number.masked]]
    else if (key === 'name') changes.name = [maskName(row.name), maskName(String(after))]
    else changes[key] = QUOTED.has(key) ? [before, after] : CHANGED
  }
  for (const { kind, before, after } of plans) changes[kind] = [before.length, after.length]
  return changes
}
