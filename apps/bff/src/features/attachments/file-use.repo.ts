import { and, eq, isNull, notExists, sql } from 'drizzle-orm'
import { ask } from '../../db/db.ts'
import type { FileUse } from '../../storage/index.ts'

/** Whether a resume names a stored file; storage is handed this by the assembly. */
export const fileUse: FileUse = {
  *isInUse(t, { db }, id) {
    const { resumeFiles } = db.s
    const named = and(eq(resumeFiles.fileId, id), isNull(resumeFiles.removedIn))
    const uses = yield* ask(t.select({ id: resumeFiles.id }).from(resumeFiles).where(named).limit(1))
    return uses.length > 0
  },
  unused: ({ db: { q, s } }) =>
    notExists(
      q
        .select({ one: sql`1` })
        .from(s.resumeFiles)
        .where(and(eq(s.resumeFiles.fileId, s.files.id), isNull(s.resumeFiles.removedIn))),
    ),
}
