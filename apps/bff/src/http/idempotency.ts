import { createHash } from 'node:crypto'
import { and, eq, lte } from 'drizzle-orm'
import { createMiddleware } from 'hono/factory'
import { accountIdOf, type Deps, type Repeat } from '../context.ts'
import { ask, type Op } from '../db/db.ts'
import { type At, hot, placesOf } from '../db/prepared.ts'
import type { Schema } from '../schema/schema.ts'
import { AppError } from '../errors.ts'
import type { Env } from './env.ts'
import { unread } from '../storage/index.ts'
import { success } from './envelope.ts'
import { keepAnswer, unanswered } from './once.ts'
import type { keyNames } from './renamed-routes.ts'

const KEPT_MS = 24 * 3_600_000
/** How long a request may run before a repeat takes over; a process that died leaves its key behind this long. */
const LEASE_MS = 60_000
const VISIBLE_ASCII = /^[\x21-\x7e]{1,200}$/

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')

const forgetExpired = hot('keys_expired', ({ q, s: { idempotencyKeys: keys } }, at: At<{ now: number }>) =>
  q.delete(keys).where(lte(keys.expiresAt, at('now'))),
)
type Key = Schema['idempotencyKeys']['$inferSelect']
const insertKey = hot('insert_key', ({ q, s: { idempotencyKeys: keys } }, at: At<Key>) =>
  q.insert(keys).values(placesOf(keys, at)).onConflictDoNothing().returning({ id: keys.id }),
)

type Found =
  | { kind: 'run' }
  | { kind: 'replay'; status: number; reply: string }
  | { kind: 'busy' }
  | { kind: 'other-body' }

/**
 * Honours Idempotency-Key on one route: the first accepted reply is kept for a day and given again; a repeat in flight
 * and a repeat with another body are refused. A refused request keeps nothing, so that it can be corrected.
 * Callers without an account are told apart by network. A form with files is never read whole, so that of its body only
 * the length tells one from another.
 */
export const idempotency = (
  { db, cipher }: Deps,
  route: ReturnType<typeof keyNames>,
  statusOf: Repeat['statusOf'],
  takesFiles = false,
) =>
  createMiddleware<Env>(async (c, next) => {
    const key = c.req.header('idempotency-key')
    if (key === undefined) return next()
    if (!VISIBLE_ASCII.test(key)) throw new AppError('IDEMPOTENCY_KEY_INVALID')

    const { caller, now, requestId } = c.var
    const id = digest(accountIdOf(c.var) ?? `address:${caller}`, route.name, key)
    const repeat: Repeat = { id, statusOf, kept: false }
    c.set('repeat', repeat)
    // Keyed: a bare hash of a body with a password or an id number could be guessed from a stolen database.
    const said = takesFiles ? (c.req.header('content-length') ?? '') : await c.req.text()
    const bodyHash = cipher.hash('requestBody', `${route.addressWith(c.req.param())}\n${said}`)
    const keys = db.s.idempotencyKeys
    const fresh = { bodyHash, status: null, reply: null, leaseUntil: now + LEASE_MS, expiresAt: now + KEPT_MS }

    const found = await db.tx(function* (t): Op<Found> {
      yield* ask(forgetExpired(db, t, { now }))
      const inserted = yield* ask(insertKey(db, t, { id, ...fresh }))
      if (inserted.length > 0) return { kind: 'run' }
      const [row] = yield* ask(db.lock(t.select().from(keys).where(eq(keys.id, id))))
      if (!row) return { kind: 'busy' }
      if (row.status === null && row.leaseUntil <= now) {
        yield* ask(t.update(keys).set(fresh).where(eq(keys.id, id)))
        return { kind: 'run' }
      }
      if (row.bodyHash !== bodyHash) return { kind: 'other-body' }
      return row.status === null ? { kind: 'busy' } : { kind: 'replay', status: row.status, reply: row.reply ?? '' }
      // Whatever lasts of the request brings this along; if nothing does, the request may run again.
    }, 'may be lost')

    if (takesFiles && found.kind !== 'run') await unread(c.req.raw)
    if (found.kind === 'other-body') throw new AppError('IDEMPOTENCY_KEY_REUSED')
    if (found.kind === 'busy') throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 })
    if (found.kind === 'replay') {
      c.header('Idempotency-Replayed', 'true')
      return c.json(success(JSON.parse(cipher.open('reply', found.reply)), requestId, now), found.status as 200 | 201)
    }

    await next()
    if (c.res.ok) {
      // What `once` has not kept with the work is kept after it.
      if (repeat.kept) return
      const { data } = (await c.res.clone().json()) as { data: unknown }
      await db.tx((t) => keepAnswer(t, { db, cipher, repeat }, data))
    } else {
      // A refusal ends only its own lease: a repeat may have taken over meanwhile.
      await db.tx(function* (t) {
        yield* ask(t.delete(keys).where(and(unanswered(keys, id), eq(keys.leaseUntil, fresh.leaseUntil))))
      })
    }
  })
