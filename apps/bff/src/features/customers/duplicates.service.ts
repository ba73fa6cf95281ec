import type { CheckNumbers } from '@qingpin/contract/customers/customers.fields'
import { HIDDEN_HITS_AN_HOUR } from '@qingpin/contract/customers/customers.rules'
import { DAY_MS, HOUR_MS } from '@qingpin/contract/core/days'
import { maskName } from '@qingpin/contract/core/masking'
import type { z } from 'zod'
import * as alerts from '../../alerts/alerts.ts'
import * as audit from '../../audit/audit.ts'
import { type Ctx, requirePerson } from '../../context.ts'
import { ConstraintError, type Op, type Q } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { storedLimiter } from '../../http/limiter.ts'
import { storeReply } from '../../http/once.ts'
import { lockAccount } from '../auth/index.ts'
import { HITS_RETRY_SECONDS } from './customers.rules.ts'
import { changedColumns, type CustomerRow, findPeople } from './customers.repo.ts'
import { type Duplicate, findDuplicate, type UniqueColumns } from './duplicates.repo.ts'
import { numbersIn } from './list.repo.ts'

const HIT = 'customer.number-hit'
/** What tells a caller of a customer that they do not see, as the audit log calls it. */
const TELLING = [HIT, 'customer.transfer-ask'] as const
const MANY_HITS = 'account.many-hits'
const REFUSALS = {
  phone: { code: 'DUPLICATE_PHONE', what: '这个手机号' },
  wechatId: { code: 'DUPLICATE_WECHAT', what: '这个微信号' },
} as const

/** A refusal that tells of a customer which the caller does not see. It is thrown before anything is written. */
export class TellingRefusal extends AppError {
  readonly customerId: string

  constructor(...[code, options, customerId]: [...ConstructorParameters<typeof AppError>, string]) {
    super(code, options)
    this.customerId = customerId
  }
}

export const whereOf = ({ isVisible, inPublicPool, isDeleted }: Duplicate) =>
  isVisible ? 'visible' : inPublicPool ? 'pool' : isDeleted ? 'deleted' : 'colleague'

const SENTENCES = {
  visible: '已经有客户了。',
  pool: '的客户在公海里，可以去领。',
  deleted: '的客户删除过，请经理恢复。',
  colleague: '已经有客户了，在同事那里。',
} as const

/** What a caller who enters many customers at once is told of one that exists. */
export const sentenceOf = (duplicate: Duplicate): string =>
  `${REFUSALS[duplicate.field].what}${SENTENCES[whereOf(duplicate)]}`

/** Every caller learns that the number exists, so that it is not entered twice; only those who may open the customer get its id. */
function refusalOf(duplicate: Duplicate): AppError {
  const { field, id, isMerged: merged } = duplicate
  const { code, what } = REFUSALS[field]
  const where = whereOf(duplicate)
  const message =
    merged && where === 'visible' ? `${what}的客户已经合并过了，打开留下的那位。` : `${what}${SENTENCES[where]}`
  const detail = { field, message, where, merged }
  if (where === 'visible') return new AppError(code, { details: [{ ...detail, existingId: id }] })
  const details = [where === 'pool' ? { ...detail, existingId: id } : detail]
  return new TellingRefusal(code, { details }, id)
}

/**
 * Throws DUPLICATE_HITS_USED_UP where the caller has learnt of too many customers that they do not see. The account is
 * locked, so that of many calls at once each counts what those before it have learnt.
 */
export function* requireHitsLeft(t: Q, ctx: Ctx): Op<void> {
  const actorId = requirePerson(ctx).accountId
  yield* lockAccount(t, ctx, actorId)
  const recent = { actorId, actions: TELLING, since: ctx.now - HOUR_MS } as const
  if ((yield* audit.countOf(t, ctx, recent)) < HIDDEN_HITS_AN_HOUR) return
  throw new AppError('DUPLICATE_HITS_USED_UP', { retryAfterSeconds: HITS_RETRY_SECONDS })
}

/** Writes that the caller learnt of a customer that they do not see; managers are alerted once a day of one who learns too much. */
export function* recordHit(t: Q, ctx: Ctx, customerId: string, action: (typeof TELLING)[number] = HIT): Op<void> {
  const actorId = requirePerson(ctx).accountId
  yield* audit.record(t, ctx, { action, subjectId: customerId })
  const recent = { actorId, actions: TELLING, since: ctx.now - HOUR_MS } as const
  if ((yield* audit.countOf(t, ctx, recent)) < HIDDEN_HITS_AN_HOUR) return
  const alerted = { actorId, actions: [MANY_HITS], since: ctx.now - DAY_MS } as const
  if ((yield* audit.countOf(t, ctx, alerted)) > 0) return
  yield* audit.record(t, ctx, { action: MANY_HITS, subjectId: actorId })
  yield* alerts.raise(t, ctx, { kind: 'reveals', subject: actorId, reason: 'too-many-hits' })
}

/** Throws where another customer has the phone or, unless that is meant, the WeChat id, or where the caller may not learn it. */
export function* requireUnique(
  t: Q,
  ctx: Ctx,
  { phoneHash, wechatHash }: UniqueColumns,
  { allowWechat, exceptId }: { allowWechat: boolean; exceptId?: string },
): Op<void> {
  yield* requireHitsLeft(t, ctx)
  const columns = { phoneHash: phoneHash ?? null, wechatHash: allowWechat ? null : (wechatHash ?? null) }
  const duplicate = yield* findDuplicate(t, ctx, columns, exceptId)
  if (duplicate) throw refusalOf(duplicate)
}

/** The refusal after an insert that another one with the same number prevented. */
export function* duplicateRefusal(t: Q, ctx: Ctx, columns: UniqueColumns): Op<AppError> {
  const duplicate = yield* findDuplicate(t, ctx, columns)
  return duplicate ? refusalOf(duplicate) : new AppError('DUPLICATE_PHONE')
}

/** A transaction that answers a request once. A refusal that tells of a hidden customer is counted by it. */
export async function counted<T>(ctx: Ctx, body: (t: Q) => Op<T>): Promise<T> {
  const outcome = await ctx.db.tx(function* (t): Op<{ reply: T } | { refusal: TellingRefusal }> {
    try {
      const reply = yield* body(t)
      yield* storeReply(t, ctx, () => reply)
      return { reply }
    } catch (error) {
      // The count must stay, so the error is raised outside the transaction.
      if (!(error instanceof TellingRefusal)) throw error
      yield* recordHit(t, ctx, error.customerId)
      return { refusal: error }
    }
  })
  if ('reply' in outcome) return outcome.reply
  throw outcome.refusal
}

/** Runs a write, counted. Where another one takes the phone in the same moment, throws the refusal that names it. */
export async function writeUnique<T>(
  ctx: Ctx,
  phone: string | null | undefined,
  body: (t: Q) => Op<T>,
  exceptId?: string,
): Promise<T> {
  try {
    return await counted(ctx, body)
  } catch (error) {
    if (!(error instanceof ConstraintError) || !phone) throw error
    const phoneHash = ctx.cipher.hash('phone', phone)
    await counted({ ...ctx, repeat: undefined }, function* (t) {
      yield* requireUnique(t, ctx, { phoneHash }, { allowWechat: true, ...(exceptId ? { exceptId } : {}) })
    })
    throw error
  }
}

/**
 * Counts a search for whole numbers, found or not, unless the caller sees all the customers that have them. Throws
 * DUPLICATE_HITS_USED_UP after too many.
 */
async function countLook(ctx: Ctx, numbers: readonly UniqueColumns[], exceptId?: string): Promise<void> {
  if (numbers.length === 0) return
  const known = await ctx.db.tx(function* (t) {
    for (const one of numbers) if (!(yield* findDuplicate(t, ctx, one, exceptId))?.isVisible) return false
    return true
  })
  if (known) return
  const wait = await storedLimiter(ctx.db, ctx.cipher).take('numberCheck', requirePerson(ctx).accountId, ctx.now)
  if (wait > 0) throw new AppError('DUPLICATE_HITS_USED_UP', { retryAfterSeconds: wait })
}

/** Counts a search that holds a whole phone number, as `countLook` does. */
export const countSearch = (ctx: Ctx, text: string | undefined): Promise<void> =>
  countLook(
    ctx,
    text === undefined ? [] : [...new Set(numbersIn(ctx, text).phoneHashes)].map((phoneHash) => ({ phoneHash })),
  )

/**
 * Counts the customers that a search by a whole number has found and the caller does not see. Throws, found or not,
 * where no more may be learnt.
 */
export function* countFound(
  t: Q,
  ctx: Ctx,
  text: string | undefined,
  found: readonly Pick<CustomerRow, 'id' | 'phoneHash' | 'wechatHash'>[],
): Op<void> {
  if (text === undefined) return
  yield* requireHitsLeft(t, ctx)
  const { phoneHashes, wechatHashes } = numbersIn(ctx, text)
  const numbers = new Set([...phoneHashes, ...wechatHashes])
  for (const { id, phoneHash, wechatHash } of found)
    if (numbers.has(phoneHash ?? '') || numbers.has(wechatHash ?? '')) yield* recordHit(t, ctx, id)
}

/** Which other customers have these numbers, and who owns them. A customer that the caller does not see is audited and limited. */
export async function checkNumbers(ctx: Ctx, { exceptId, ...numbers }: z.output<typeof CheckNumbers>) {
  const { phoneHash = null, wechatHash = null } = changedColumns(ctx.cipher, numbers, {})
  const sent = [...(phoneHash ? [{ phoneHash }] : []), ...(wechatHash ? [{ wechatHash }] : [])]
  await countLook(ctx, sent, exceptId)
  return ctx.db.tx(function* (t) {
    yield* requireHitsLeft(t, ctx)
    const look = function* (columns: UniqueColumns) {
      const found = yield* findDuplicate(t, ctx, columns, exceptId)
      if (!found) return null
      const where = whereOf(found)
      const isHidden = where === 'colleague' || where === 'deleted'
      if (where !== 'visible') yield* recordHit(t, ctx, found.id)
      const [owner] = yield* findPeople(t, ctx, [found.assignedTo])
      return {
        where,
        merged: found.isMerged,
        customerId: isHidden ? null : found.id,
        name: isHidden ? maskName(found.name) : found.name,
        owner: owner?.name ?? null,
        lastContactAt: found.lastContactAt === null ? null : new Date(found.lastContactAt).toISOString(),
      } as const
    }
    return { phone: yield* look({ phoneHash }), wechatId: yield* look({ wechatHash }) }
  })
}
