import { authTables } from '../features/auth/auth.table.ts'
import { resumeTables } from '../features/resumes/resumes.table.ts'
import { auditTables } from '../audit/audit.table.ts'
import { idempotencyTables } from '../http/idempotency.table.ts'
import type { Kit } from './kit.ts'

/** Every table, made for one engine. Repos read them as `db.s.*`. */
export const makeSchema = (kit: Kit) => ({
  ...authTables(kit),
  ...resumeTables(kit),
  ...auditTables(kit),
  ...idempotencyTables(kit),
})
export type Schema = ReturnType<typeof makeSchema>
