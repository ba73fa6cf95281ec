import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import type { StoredFileRow } from '../../storage/index.ts'

type Part = Pick<Ctx, 'db'>

/** Names of workers by the ids of their resumes. */
export function* workerNames(t: Q, { db }: Part, ids: readonly string[]): Op<ReadonlyMap<string, string>> {
  const { resumes } = db.s
  if (ids.length === 0) return new Map()
  const rows = yield* ask(
    t
      .select({ id: resumes.id, name: resumes.name })
      .from(resumes)
      .where(inArray(resumes.id, [...ids])),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Where some stored files stand in resumes; what was removed meanwhile is left out. */
export function* filesInResumes(t: Q, { db }: Part, fileIds: readonly string[]) {
  const { resumeFiles: f } = db.s
  if (fileIds.length === 0) return []
  return yield* ask(
    t
      .select({ id: f.id, fileId: f.fileId, kind: f.kind })
      .from(f)
      .where(and(inArray(f.fileId, [...fileIds]), isNull(f.removedIn))),
  )
}

/** The file of a picture that WeChat is asked about. */
export function* findFile(t: Q, { db }: Part, id: string): Op<StoredFileRow | undefined> {
  const { files } = db.s
  const [row] = yield* ask(t.select().from(files).where(eq(files.id, id)))
  return row
}

/** What was refused, text or picture, by its id: whose, where, and why. */
export function* findRefused(t: Q, { db }: Part, ids: readonly string[]) {
  const { moderatedFields: m, checkedPictures: p } = db.s
  if (ids.length === 0) return []
  const texts = yield* ask(
    t
      .select({ id: m.id, authorId: m.authorId, subject: m.subject, field: m.field, reason: m.reason, note: m.note })
      .from(m)
      .where(inArray(m.id, [...ids])),
  )
  const pictures = yield* ask(
    t
      .select({ id: p.id, authorId: p.authorId, subject: p.subject, reason: p.reason, note: p.note })
      .from(p)
      .where(inArray(p.id, [...ids])),
  )
  return [...texts, ...pictures.map((one) => ({ ...one, field: null }))]
}
