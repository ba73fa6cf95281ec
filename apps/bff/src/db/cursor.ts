import { isStorable } from './text.ts'

/** How a position in a list is written into a `cursor` of the wire. */
interface CursorForm<Position> {
  write: (position: Position) => string
  /** The position; undefined, which starts from the top, for a cursor that was made up or belongs to another order. */
  read: (cursor: string | undefined) => Position | undefined
}

/** The moment and id of the last row of a page. */
export interface TimeId {
  at: number
  id: string
}
/** `<milliseconds>-<id>`, for lists that are ordered by a moment. */
export const timeIdCursor: CursorForm<TimeId> = {
  write: ({ at, id }) => `${at}-${id}`,
  read: (cursor) => {
    const [, at, id] = /^(\d{1,15})-([0-9a-f]{24})$/.exec(cursor ?? '') ?? []
    return at && id ? { at: Number(at), id } : undefined
  },
}

/** A number of the list's own, for entries that are numbered from 1. */
export const numberCursor: CursorForm<number> = {
  write: String,
  read: (cursor) => (cursor !== undefined && /^[1-9]\d{0,8}$/.test(cursor) ? Number(cursor) : undefined),
}

/** The sort value and id of the last row of a page. */
export interface SortPosition {
  value: number | string
  id: string
}
/** The types of sort columns, as `db/kit.ts` calls them. */
type SortType = 'int' | 'ms' | 'text'

const INT_MOST = 2_147_483_647
const ID = /^[0-9a-f]{24}$/

/** Whether the database can compare a column with the value; PostgreSQL fails on one of another type or size. */
function isComparable(type: SortType, value: unknown): value is number | string {
  if (type === 'text') return typeof value === 'string' && isStorable(value)
  return Number.isSafeInteger(value) && (type === 'ms' || Math.abs(Number(value)) <= INT_MOST)
}

/**
 * Encoded JSON, for lists whose reader chooses the order.
 * @param sort names the order; a cursor of another one is not read
 */
export const sortCursor = (sort: string, type: SortType): CursorForm<SortPosition> => ({
  write: ({ value, id }) => Buffer.from(JSON.stringify({ sort, value, id })).toString('base64url'),
  read: (cursor) => {
    if (!cursor) return undefined
    try {
      const found = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Record<string, unknown> | null
      const { value, id } = found ?? {}
      const isOurs = found?.['sort'] === sort && typeof id === 'string' && ID.test(id)
      return isOurs && isComparable(type, value) ? { value, id } : undefined
    } catch {
      return undefined
    }
  },
})

/**
 * One page of rows that were read with one more than `limit`, and the cursor of the next page; null on the last page.
 * @param cursorOf the cursor after a row
 */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => string) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}
