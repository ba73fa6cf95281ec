import { z } from 'zod'

/** Accepts `page`, and `pageSize` or its synonym `limit`; a value out of range is pulled into it, as old clients expect. */
export const PageQuery = z.object({
  page: z.coerce
    .number<string | number>()
    .int()
    .catch(1)
    .transform((n) => Math.max(1, n))
    .default(1),
  pageSize: z.coerce
    .number<string | number>()
    .int()
    .catch(10)
    .transform((n) => Math.min(100, Math.max(1, n)))
    .optional(),
  limit: z.coerce
    .number<string | number>()
    .int()
    .catch(10)
    .transform((n) => Math.min(100, Math.max(1, n)))
    .optional(),
})
export const pageSizeOf = (query: { pageSize?: number | undefined; limit?: number | undefined }): number =>
  query.pageSize ?? query.limit ?? 10

/** 24 lower-case hex digits. Anything else cannot name a row. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/)
export const IdParams = z.object({ id: Id })
/** Several values of one query key: repeated, or one comma-separated string. */
export const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(',')).filter((part) => part !== ''))
    .pipe(z.array(item))
    .optional()
