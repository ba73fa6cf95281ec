import { isPhone, phoneDigits } from '@qingpin/contract/core/identity.rules'
import { and, desc, eq, or, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { containing } from '../../db/db.ts'
import { preparedShapes, Values } from '../../db/prepared.ts'
import { canFind } from '../../search/find.ts'
import { isExact, within } from './search-match.repo.ts'
import type { ResumeRow } from './resumes.table.ts'
import { listedInRow } from './visibility.repo.ts'

const found = preparedShapes<ResumeRow[]>()

export interface WorkerQuery {
  name?: string | undefined
  phone?: string | undefined
  limit: number
  /** Strangers find listed workers only. */
  isStaff: boolean
}

/** Workers by two characters of a name or a whole phone number, last changed first; less finds none. */
export async function findWorkers(
  ctx: Ctx,
  { name = '', phone = '', limit, isStaff }: WorkerQuery,
): Promise<ResumeRow[]> {
  const { db, cipher } = ctx
  const { resumes } = db.s
  const values = new Values()
  const digits = phoneDigits(phone)
  const ways: SQL[] = []
  if (isPhone(digits)) ways.push(eq(resumes.phoneHash, values.put('phone', cipher.hash('phone', digits))))
  if (canFind(name)) {
    const inIndex = within(db, { text: name, within: 'name' }, values, 'name')
    const inRow = isExact(db, name) ? undefined : db.contains(resumes.name, values.put('text', containing(name)))
    ways.push(and(inIndex, inRow) ?? inIndex)
  }
  if (ways.length === 0) return []
  const most = values.put('limit', limit)
  return found(db, `${isStaff ? 'staff' : 'public'} ${values.shape}`, values, (q) =>
    q
      .select()
      .from(resumes)
      .where(and(or(...ways), isStaff ? undefined : listedInRow(db)))
      .orderBy(desc(resumes.updatedAt), desc(resumes.id))
      .limit(most),
  )
}
