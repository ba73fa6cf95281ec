import type { FieldError } from '@qingpin/contract/client'
import { isStorable } from '../db/text.ts'
import { AppError } from '../errors.ts'

function unstorable(value: unknown, path: readonly string[]): FieldError[] {
  if (typeof value === 'string') {
    return isStorable(value) ? [] : [{ field: path.join('.'), message: '有不能保存的字符，请删掉再试。' }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => unstorable(inner, [...path, key]))
}

function isAllStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isAllStorable)
}

/** Refuses text that not every database can store or look for. */
export function requireStorable(input: unknown): void {
  if (!isAllStorable(input)) throw new AppError('VALIDATION_ERROR', { details: unstorable(input, []) })
}
