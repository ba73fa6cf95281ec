import { and, eq, lte, ne } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { ask, type Op, type Q } from '../../db/db.ts'
import { expiredRows } from '../../db/retention.ts'
import { KNOWN_DEVICE_MS } from './auth.rules.ts'

/** The device that asks for codes, as a keyed hash. Clients without a token count as one device. */
export const deviceHashOf = ({ cipher, device }: Pick<Ctx, 'cipher' | 'device'>): string =>
  cipher.hash('device', device?.token ?? 'none')

const idOf = ({ cipher, device }: Pick<Ctx, 'cipher' | 'device'>, accountId: string): string | null =>
  device?.token === undefined ? null : cipher.hash('device', `${accountId}:${device.token}`)

/** The caller's device, where this account has logged in on it before; null for any other. */
export function* findKnownDevice(t: Q, ctx: Ctx, accountId: string): Op<string | null> {
  const id = idOf(ctx, accountId)
  if (id === null) return null
  const { knownDevices } = ctx.db.s
  const [row] = yield* ask(t.select({ id: knownDevices.id }).from(knownDevices).where(eq(knownDevices.id, id)))
  return row?.id ?? null
}

/** Whether the account has logged in on any device that can be known again. */
export function* hasKnownDevice(t: Q, { db }: Pick<Ctx, 'db'>, accountId: string): Op<boolean> {
  const { knownDevices } = db.s
  const known = eq(knownDevices.accountId, accountId)
  return (yield* ask(t.select({ id: knownDevices.id }).from(knownDevices).where(known).limit(1))).length > 0
}

/** Remembers that the account was used on the caller's device. Returns its id; null where it sends no token. */
export function* rememberDevice(t: Q, ctx: Ctx, accountId: string): Op<string | null> {
  const id = idOf(ctx, accountId)
  if (id === null) return null
  const { knownDevices } = ctx.db.s
  const row = { id, accountId, lastAt: ctx.now }
  yield* ask(t.insert(knownDevices).values(row).onConflictDoUpdate({ target: knownDevices.id, set: row }))
  return id
}

/** Forgets one device of an account. */
export function* forgetDevice(t: Q, ctx: Ctx, id: string): Op<void> {
  const { knownDevices } = ctx.db.s
  yield* ask(t.delete(knownDevices).where(eq(knownDevices.id, id)))
}

/** Forgets the devices of an account, but for the calling one. A guesser who holds one counts as a stranger again. */
export function* forgetOtherDevices(t: Q, ctx: Ctx, accountId: string): Op<void> {
  const { knownDevices } = ctx.db.s
  const own = idOf(ctx, accountId) ?? ''
  yield* ask(t.delete(knownDevices).where(and(eq(knownDevices.accountId, accountId), ne(knownDevices.id, own))))
}

export const unusedDevices = expiredRows(({ knownDevices }, now) => ({
  table: knownDevices,
  key: knownDevices.id,
  condition: lte(knownDevices.lastAt, now - KNOWN_DEVICE_MS),
}))
