import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { ask, type Op, type Q } from '../../db/db.ts'
import { newId } from '../../db/ids.ts'
import { SIGN_UP_GIFT } from './ledger.rules.ts'
import { balanceOf, capture, gift, hold, purchase } from './ledger.service.ts'

/** A number generator that gives the same run each time, so that a failure can be repeated. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

describe.each(ENGINES)('the ledger on %s', (engine) => {
  const app = useApp(engine)
  const anOwner = () => newId(app.ctx().now)
  const run = <T>(body: (t: Q, ctx: ReturnType<typeof app.ctx>) => Op<T>) => app.db.tx((t) => body(t, app.ctx()))
  const have = (owner: string) => run((t, ctx) => balanceOf(t, ctx, owner))
  const give = (owner: string, amount: number, key: string) => run((t, ctx) => gift(t, ctx, owner, amount, key))
  const pay = (owner: string, amount: number, order: string) => run((t, ctx) => purchase(t, ctx, owner, amount, order))
  const setAside = (owner: string, amount: number, ref: string) => run((t, ctx) => hold(t, ctx, owner, amount, ref))
  const end = (ref: string, amount: number) => run((t, ctx) => capture(t, ctx, ref, amount))

  /** Asserts the ledger invariants, which hold at any moment. */
  async function expectSound() {
    const { creditAccounts, creditTransfers, creditEntries } = app.db.s
    const [accounts, transfers, entries] = [
      await app.db.q.select().from(creditAccounts),
      await app.db.q.select().from(creditTransfers),
      await app.db.q.select().from(creditEntries),
    ]
    for (const { id } of transfers) {
      const legs = entries.filter((entry) => entry.transferId === id)
      expect([legs.length, legs.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([2, 0])
    }
    expect(entries).toHaveLength(transfers.length * 2)
    for (const { id, kind, balance, entries: count } of accounts) {
      const own = entries.filter((entry) => entry.account === id).toSorted((a, b) => a.seq - b.seq)
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, i) => i + 1))
      let sum = 0
      for (const { amount, balanceAfter } of own) {
        sum += amount
        expect(balanceAfter).toBe(sum)
        if (kind !== 'system') expect(sum).toBeGreaterThanOrEqual(0)
      }
      expect([id, balance, count]).toEqual([id, sum, own.length])
    }
  }

  it('opens a wallet with the gift, once, also for simultaneous reads', async () => {
    const owner = anOwner()
    const seen = await Promise.all(Array.from({ length: 8 }, () => have(owner)))
    expect(new Set(seen.map(({ available }) => available))).toEqual(new Set([SIGN_UP_GIFT]))
    await expectSound()
  })

  it('credits an order once when its payment is reported several times', async () => {
    const owner = anOwner()
    const posted = await Promise.all(Array.from({ length: 20 }, () => pay(owner, 60, `order-${owner}`)))
    expect(posted.filter(Boolean)).toHaveLength(1)
    expect(await have(owner)).toEqual({ available: SIGN_UP_GIFT + 60, held: 0 })
  })

  it('gives a gift of one occasion once to each owner, and to every owner', async () => {
    const [one, other] = [anOwner(), anOwner()]
    for (const owner of [one, other, one]) await give(owner, 5, 'spring-festival')
    expect([(await have(one)).available, (await have(other)).available]).toEqual([25, 25])
  })

  it('captures the used part of a hold and releases the rest; capturing again changes nothing', async () => {
    const owner = anOwner()
    expect(await setAside(owner, 12, `run-${owner}`)).toBe(true)
    expect(await have(owner)).toEqual({ available: 8, held: 12 })
    expect(await end(`run-${owner}`, 5)).toBe(5)
    expect(await have(owner)).toEqual({ available: 15, held: 0 })
    expect(await end(`run-${owner}`, 12)).toBe(5)
    expect(await have(owner)).toEqual({ available: 15, held: 0 })
  })

  it('never captures more than was held, and nothing for work that failed', async () => {
    const owner = anOwner()
    await setAside(owner, 10, `much-${owner}`)
    await setAside(owner, 10, `none-${owner}`)
    expect([await end(`much-${owner}`, 99), await end(`none-${owner}`, 0)]).toEqual([10, 0])
    expect(await have(owner)).toEqual({ available: 10, held: 0 })
    expect(await end('nobody-knows-it', 1)).toBeUndefined()
  })

  it('holds once for one reference, and refuses a reference that is captured or of another owner', async () => {
    const [owner, other] = [anOwner(), anOwner()]
    const ref = `run-${owner}`
    expect([await setAside(owner, 8, ref), await setAside(owner, 8, ref)]).toEqual([true, true])
    expect(await have(owner)).toEqual({ available: 12, held: 8 })
    await expect(setAside(other, 8, ref)).rejects.toThrow('another owner')
    await expect(setAside(owner, 9, ref)).rejects.toThrow('another one')
    await end(ref, 0)
    await expect(setAside(owner, 8, ref)).rejects.toThrow('another one')
    expect(await have(other)).toEqual({ available: SIGN_UP_GIFT, held: 0 })
    expect(await have(owner)).toEqual({ available: SIGN_UP_GIFT, held: 0 })
  })

  it('cannot be overdrawn by simultaneous holds', async () => {
    const owner = anOwner()
    const held = await Promise.all(Array.from({ length: 12 }, (_, i) => setAside(owner, 3, `race-${owner}-${i}`)))
    expect(held.filter(Boolean)).toHaveLength(6)
    expect(await have(owner)).toEqual({ available: 2, held: 18 })
    await expectSound()
  })

  it('rolls back with the transaction that it is part of', async () => {
    const owner = anOwner()
    const failing = run(function* (t, ctx) {
      yield* hold(t, ctx, owner, 5, `lost-${owner}`)
      throw new Error('the work could not be written down')
    })
    await expect(failing).rejects.toThrow('written down')
    expect(await have(owner)).toEqual({ available: SIGN_UP_GIFT, held: 0 })
  })

  it('refuses amounts that are not positive whole numbers', async () => {
    const owner = anOwner()
    for (const amount of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      await expect(give(owner, amount, 'x')).rejects.toThrow('not an amount')
      await expect(setAside(owner, amount, 'x')).rejects.toThrow('not an amount')
      await expect(pay(owner, amount, 'x')).rejects.toThrow('not an amount')
    }
    await expect(end('x', Number.NaN)).rejects.toThrow('not an amount')
  })

  it.each([1, 2, 3])('keeps its invariants after any sequence of calls (run %i)', async (seed) => {
    const roll = dice(seed * 7919)
    const owners = Array.from({ length: 4 }, anOwner)
    const open: string[] = []
    const acts = Array.from({ length: 120 }, async (_, i) => {
      const owner = owners[roll(owners.length)] ?? ''
      const amount = 1 + roll(15)
      const kind = roll(5)
      if (kind === 0) await give(owner, amount, `gift-${roll(10)}`)
      else if (kind === 1) await pay(owner, amount, `order-${seed}-${owner}-${roll(10)}`)
      else if (kind === 2 && open.length > 0) await end(open[roll(open.length)] ?? '', roll(20))
      else if (await setAside(owner, amount, `run-${seed}-${i}`)) open.push(`run-${seed}-${i}`)
    })
    await Promise.all(acts)
    await expectSound()
    await Promise.all(open.map((ref) => end(ref, roll(20))))
    for (const owner of owners) expect((await have(owner)).held).toBe(0)
    await expectSound()
  })

  it('is append-only: rows cannot be changed or removed', async () => {
    const { creditTransfers, creditEntries } = app.db.s
    const owner = anOwner()
    await give(owner, 5, 'fixed')
    const own = eq(creditTransfers.ownerId, owner)
    const before = await app.db.q.select().from(creditEntries)
    const tampering: ((t: Q) => PromiseLike<unknown>)[] = [
      (t) => t.update(creditTransfers).set({ kind: 'refund' }).where(own),
      (t) => t.delete(creditTransfers).where(own),
      (t) => t.update(creditEntries).set({ amount: 1_000_000 }),
      (t) => t.delete(creditEntries),
    ]
    for (const tamper of tampering) await expect(run((t) => ask(tamper(t)))).rejects.toThrow()
    expect(await app.db.q.select().from(creditEntries)).toEqual(before)
  })
})
