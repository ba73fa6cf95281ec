import { createHash } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { accountIdOf, type Deps, type Repeat } from '../context.ts'
import { RETENTION_MS } from '../config/retention.ts'
import type { Op } from '../db/db.ts'
import { AppError } from '../errors.ts'
import type { Env } from './env.ts'
import { unread } from '../storage/index.ts'
import { success } from './envelope.ts'
import { lockKey, releaseKey, removeExpired, takeKey, claimLease } from './idempotency.repo.ts'
import { persistAnswer } from './once.ts'
import type { keyNames } from './renamed-routes.ts'
import { IDEMPOTENCY_LEASE_MS, IN_PROGRESS_RETRY_SECONDS } from './http.rules.ts'

const VISIBLE_ASCII = /^[\x21-\x7e]{1,200}$/

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')

type Found =
  | { kind: 'run' }
  | { kind: 'replay'; status: number; reply: string }
  | { kind: 'busy' }
  | { kind: 'other-body' }

/**
 * Honours Idempotency-Key on one route: the first accepted reply is stored for a day and given again; a repeat in flight
 * and a repeat with another body are refused. A refused request keeps nothing, so that it can be corrected.
 * Callers without an account are distinguished by network. A form with files is never read whole, so that of its body only
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
    const repeat: Repeat = { id, statusOf, stored: false }
    c.set('repeat', repeat)
    // Keyed: a bare hash of a body with a password or an id number could be guessed from a stolen database.
    const said = takesFiles ? (c.req.header('content-length') ?? '') : await c.req.text()
    const bodyHash = cipher.hash('requestBody', `${route.addressWith(c.req.param())}\n${said}`)
    const expiresAt = now + RETENTION_MS.idempotencyKeys
    const lease = { bodyHash, status: null, reply: null, leaseUntil: now + IDEMPOTENCY_LEASE_MS, expiresAt }

    const found = await db.tx(function* (t): Op<Found> {
      yield* removeExpired(t, { db, now })
      if (yield* takeKey(t, { db }, id, lease)) return { kind: 'run' }
      const row = yield* lockKey(t, { db }, id)
      if (!row) return { kind: 'busy' }
      if (row.status === null && row.leaseUntil <= now) {
        yield* claimLease(t, { db }, id, lease)
        return { kind: 'run' }
      }
      if (row.bodyHash !== bodyHash) return { kind: 'other-body' }
      return row.status === null ? { kind: 'busy' } : { kind: 'replay', status: row.status, reply: row.reply ?? '' }
      // A later durable commit of the request makes this durable too; without one, the request may run again.
    }, 'may be lost')

    if (takesFiles && found.kind !== 'run') await unread(c.req.raw)
    if (found.kind === 'other-body') throw new AppError('IDEMPOTENCY_KEY_REUSED')
    if (found.kind === 'busy')
      throw new AppError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: IN_PROGRESS_RETRY_SECONDS })
    if (found.kind === 'replay') {
      c.header('Idempotency-Replayed', 'true')
      return c.json(success(JSON.parse(cipher.open('reply', found.reply)), requestId, now), found.status as 200 | 201)
    }

    await next()
    if (c.res.ok) {
      // A reply that `once` has not stored with the work is stored after it.
      if (repeat.stored) return
      const { data } = (await c.res.clone().json()) as { data: unknown }
      await db.tx((t) => persistAnswer(t, { db, cipher, repeat }, data))
    } else {
      await db.tx((t) => releaseKey(t, { db }, id, lease))
    }
  })
