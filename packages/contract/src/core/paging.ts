import { z } from 'zod'

/** A whole number of at least 1; one out of range is pulled into it, anything else counts as not said. */
const countUpTo = (max: number, otherwise: number) =>
  z.preprocess<unknown, z.ZodNumber, string | number>((input) => {
    if (input === null) return input
    const n = Number(input)
    return Number.isSafeInteger(n) ? Math.min(max, Math.max(1, n)) : otherwise
  }, z.number().int())

/** Accepts `page`, and `pageSize` or its synonym `limit`, as old clients send them. */
export const PageQuery = z.object({
  page: countUpTo(Number.MAX_SAFE_INTEGER, 1).default(1),
  pageSize: countUpTo(100, 10).optional(),
  limit: countUpTo(100, 10).optional(),
})
/** How many rows a keyset page has. */
export const pageLimit = (otherwise: number, most = 100) => countUpTo(most, otherwise).default(otherwise)
export const pageSizeOf = (query: { pageSize?: number | undefined; limit?: number | undefined }): number =>
  query.pageSize ?? query.limit ?? 10

const CHOICES_MOST = 50
const each = (values: readonly string[]): string[] => [...new Set(values)]

/** Several values of one query key: repeated, or one comma-separated string. Each counts once, and two that mean the same. */
export const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => each((Array.isArray(value) ? value : value.split(',')).filter((part) => part !== '')))
    .pipe(z.array(z.string()).max(CHOICES_MOST))
    .pipe(z.array(item))
    .transform((values) => each(values) as z.output<T>[])
    .optional()
