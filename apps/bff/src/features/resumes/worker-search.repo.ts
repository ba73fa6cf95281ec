import { phoneQuery } from '@qingpin/contract/core/identity.rules'
import { comparableText, wordsOf } from '@qingpin/contract/core/text'
import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { preparedShapes, Values } from '../../db/prepared.ts'
import { canFind } from '../../search/find.ts'
import { WORDS_MOST } from './search-index.rules.ts'
import { within } from './search-match.repo.ts'
import type { ResumeRow } from './resumes.table.ts'
import { listedInRow } from './visibility.repo.ts'

const found = preparedShapes<ResumeRow[]>()

export interface WorkerQuery {
  name?: string | undefined
  phone?: string | undefined
  limit: number
  /** Strangers find listed workers only, and each only by a field that she shows. */
  isStaff: boolean
}

/** A number in full; for staff its last four digits or its masked form, too. */
function byPhone({ db, cipher }: Ctx, text: string, values: Values, isStaff: boolean): SQL | undefined {
  const { phoneHash, contestedPhoneHash, phoneLast4, phoneMasked, showsPhone } = db.s.resumes
  const query = phoneQuery(text)
  if (query?.by === 'full') {
    const hash = values.put('phone', cipher.hash('phone', query.value))
    const same = eq(phoneHash, hash)
    return isStaff ? or(same, eq(contestedPhoneHash, hash)) : and(same, sql`${showsPhone} = true`)
  }
  if (!query || !isStaff) return undefined
  const column = query.by === 'last4' ? phoneLast4 : phoneMasked
  return eq(column, values.put(query.by, query.value))
}

/** Words of a name that are all there, each of two characters or more. Strangers find it in the index of shown names. */
function byName({ db }: Ctx, text: string, values: Values, isStaff: boolean): SQL | undefined {
  const typed = wordsOf(text).map(comparableText).slice(0, WORDS_MOST)
  // 王 桂兰 is one name with a blank in it.
  const words = typed.every(canFind) ? typed : [comparableText(text)].filter(canFind)
  if (words.length === 0) return undefined
  const { resumes } = db.s
  const each = words.map((word, i) => within(db, { text: word, within: 'name' }, values, `name${i}`))
  return and(...each, isStaff ? undefined : sql`${resumes.showsName} = true`)
}

/** Workers by a name or a phone number, last changed first; less than two characters of a name find none. */
export async function findWorkers(
  ctx: Ctx,
  { name = '', phone = '', limit, isStaff }: WorkerQuery,
): Promise<ResumeRow[]> {
  const { db } = ctx
  const { resumes } = db.s
  const values = new Values()
  const ways = [byPhone(ctx, phone, values, isStaff), byName(ctx, name, values, isStaff)].filter(
    (way) => way !== undefined,
  )
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
