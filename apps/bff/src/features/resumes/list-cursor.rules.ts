import { isStorable } from '../../db/text.ts'
import type { ListFilter } from './list-filter.repo.ts'

/** The position after which a page begins: the sort value and id of the last row before it. */
interface Cursor {
  sort: string
  value: number | string
  id: string
}
export const sortName = ({ sortBy, sortOrder }: ListFilter) => `${sortBy} ${sortOrder}`
export const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

const ID = /^[0-9a-f]{24}$/

/** Whether the database can compare the sort column with a value; it fails on one of another type or size. */
function isComparable(sortBy: ListFilter['sortBy'], value: unknown): boolean {
  if (sortBy === 'name') return typeof value === 'string' && isStorable(value)
  const isTime = sortBy === 'createdAt' || sortBy === 'updatedAt'
  return Number.isSafeInteger(value) && (isTime || Math.abs(Number(value)) <= 2_147_483_647)
}

/** A cursor of this sort order, or undefined: one that was made up or belongs to another order starts from the top. */
export function readCursor(filter: ListFilter): Cursor | undefined {
  if (!filter.cursor) return undefined
  try {
    const cursor = JSON.parse(Buffer.from(filter.cursor, 'base64url').toString('utf8')) as Partial<Cursor>
    const usable =
      cursor.sort === sortName(filter) && ID.test(cursor.id ?? '') && isComparable(filter.sortBy, cursor.value)
    return usable ? (cursor as Cursor) : undefined
  } catch {
    return undefined
  }
}
