import { eq, inArray } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, START, useApp } from '@qingpin/testing/harness'
import { aListedWorker } from '@qingpin/testing/listed'
import { MortalProcess } from '@qingpin/testing/mortal-process'
import { newId } from '../src/db/ids.ts'
import { handovers } from '../src/features/staff/handover.job.ts'
import { HANDOVER_BATCH, HANDOVERS } from '../src/features/staff/handover.rules.ts'
import { Worker } from '../src/jobs/index.ts'

/** More than one transaction moves. */
const CUSTOMERS = HANDOVER_BATCH + 3

describe.each(ENGINES)('a server that dies in the middle of a handover, on %s', (engine) => {
  const app = useApp(engine)
  let server: MortalProcess
  beforeAll(() => {
    server = new MortalProcess(app)
  })
  const work = () => new Worker(app.deps, [handovers]).runDue()

  async function aLeaver() {
    const [manager, leaver, heir] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('employee'),
    ]
    const api = app.as(leaver.token)
    const body = aCustomer() as never
    const { id: first } = await api('POST /api/customers/miniprogram/create', { body })
    const { customers } = app.db.s
    const [row] = await app.db.q.select().from(customers).where(eq(customers.id, first))
    if (!row) throw new Error('there is no such customer')
    const copies = Array.from({ length: CUSTOMERS - 1 }, () => {
      const id = newId(app.ctx().now)
      return { ...row, id, customerNo: `CUS${id}`, phoneHash: id, wechatHash: null, clientId: null }
    })
    await app.db.tx(function* (t) {
      yield t.insert(customers).values(copies)
    })
    const scheduledAt = new Date(START + 3_600_000_000).toISOString()
    await api('POST /api/interview/rooms', { body: { roomName: '王阿姨面试', scheduledAt, customerId: first } })
    const { id: resumeId } = await aListedWorker(app)
    await api('POST /api/resumes/{id}/share', { params: { id: resumeId }, body: {} })
    await app.as(manager.token)('POST /api/users/{id}/handover', {
      params: { id: leaver.id },
      body: { reason: '离职', way: 'heirs', heirs: [{ id: heir.id, share: 1 }] },
    })
    return { manager, leaver, heir, customerIds: [first, ...copies.map(({ id }) => id)] }
  }
  type Leaver = Awaited<ReturnType<typeof aLeaver>>

  /** Who owns the customers, interviews and links of a leaver now, each owner once. */
  async function owners({ leaver, heir, customerIds }: Leaver): Promise<string[]> {
    const { customers, interviewRooms, resumeShares } = app.db.s
    const owned = await app.db.q.select().from(customers).where(inArray(customers.id, customerIds))
    const hosted = await app.db.q.select().from(interviewRooms)
    const shared = await app.db.q.select().from(resumeShares)
    const both = [leaver.id, heir.id]
    const ofBoth = [...hosted.map(({ hostId }) => hostId), ...shared.map(({ createdBy }) => createdBy)].filter((id) =>
      both.includes(id ?? ''),
    )
    expect([owned.length, ofBoth.length]).toEqual([CUSTOMERS, 2])
    return [...new Set([...owned.map(({ assignedTo }) => assignedTo ?? ''), ...ofBoth.map((id) => id ?? '')])]
  }

  /** Lines in the histories of customers: one each, however often the work began anew. */
  async function lines({ customerIds }: Leaver): Promise<number> {
    const { customerAssignments: a } = app.db.s
    return (await app.db.q.select().from(a).where(inArray(a.customerId, customerIds))).length
  }

  it('owns everything by one of the two at any moment, and the next one finishes it, once', async () => {
    await server.start()
    const clean = await aLeaver()
    await server.start()
    await work()
    expect(await owners(clean)).toEqual([clean.heir.id])
    const usual = await lines(clean)
    const { commits } = server
    // Claimed, two times customers, the rest, and done.
    expect(commits).toBeGreaterThan(4)
    for (let n = 1; n <= commits; n++) {
      await server.start()
      const leaver = await aLeaver()
      await server.start(n)
      await work().catch(() => undefined)
      await server.start()
      const both = [leaver.leaver.id, leaver.heir.id]
      expect([n, (await owners(leaver)).filter((id) => !both.includes(id))]).toEqual([n, []])
      app.advance(HANDOVERS.leaseMs + 60_000)
      await work()
      expect([n, await owners(leaver), await lines(leaver)]).toEqual([n, [leaver.heir.id], usual])
      const { last } = await app.as(leaver.manager.token)('GET /api/users/{id}/handover', {
        params: { id: leaver.leaver.id },
      })
      expect([n, last]).toMatchObject([n, { state: 'done', total: CUSTOMERS + 2, done: CUSTOMERS + 2 }])
    }
  })
})
