import { useApp } from '@qingpin/testing/harness'
import { beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from './seed.ts'

describe('the demo data', () => {
  const app = useApp()
  beforeAll(async () => {
    await seedDemo(app.deps)
  })
  const logIn = async (username: string) => {
    const body = { username, password: `${username}123` }
    return app.as((await app.as()('POST /api/auth/login', { body })).token)
  }
  type Api = Awaited<ReturnType<typeof logIn>>
  const customer = async (api: Api, search: string) => {
    const { customers } = await api('GET /api/customers/miniprogram/list', { query: { search } as never })
    const [found] = customers
    if (!found) throw new Error(`${search} is not in the demo`)
    return found
  }
  const placements = async (api: Api, name: string) => {
    const { id } = await customer(api, name)
    return (await api('GET /api/placements/of-customer/{id}', { params: { id } })).items
  }

  it('has a trial that ends soon and a shortlist with an answer on the first tab of an employee', async () => {
    const { groups } = await (await logIn('employee'))('GET /api/today')
    expect(groups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'placement-trial', count: 1, late: false }),
        expect.objectContaining({ kind: 'shortlists', count: 1, note: '陈女士，想见1位' }),
      ]),
    )
  })

  it('has placements that run, are on trial and ended for a reason, in the detail of customer and worker', async () => {
    const [employee, manager] = [await logIn('employee'), await logIn('manager')]
    const running = await placements(employee, '林先生')
    expect(running).toMatchObject([{ state: 'on', trialPassed: true, worker: { name: '刘玉珍' }, pay: 7200 }])
    expect(await placements(employee, '谢女士')).toMatchObject([{ state: 'trial', mayChange: true }])
    expect(await placements(manager, '梁女士')).toMatchObject([
      { state: 'ended', cause: 'needless', endReason: '老人决定自己带孩子' },
    ])
    expect(await customer(manager, '梁女士')).toMatchObject({ contractStatus: '退款中' })
    const id = running[0]?.worker.id ?? ''
    const { items } = await employee('GET /api/placements/of-worker/{id}', { params: { id } })
    expect(items).toMatchObject([{ customer: { name: '林先生' } }])
  })

  it('has customers of a colleague who left, whose history says who handed them over and why', async () => {
    const employee = await logIn('employee')
    const { id, assignedTo } = await customer(employee, '谢女士')
    expect(assignedTo).toMatchObject({ name: '陈默' })
    expect(await employee('GET /api/customers/miniprogram/{id}/assignment-logs', { params: { id } })).toMatchObject([
      { action: 'handover', oldAssignedTo: { name: '钱枫' }, assignedBy: { name: '林晓' }, reason: '回老家发展了' },
    ])
    const manager = await logIn('manager')
    const { items } = await manager('GET /api/users', { query: { search: '钱枫' } as never })
    expect(items).toMatchObject([{ status: 'suspended' }])
  })

  it('has a shortlist that its customer likes one of, asks about and proposes a time for', async () => {
    const employee = await logIn('employee')
    const { id: customerId } = await customer(employee, '陈雅琴')
    const [list] = (await employee('GET /api/shortlists', { query: { customerId } as never })).items
    expect(list).toMatchObject({ state: 'open', workers: 3, liked: 1, comments: 1, slots: 1, unseen: true })
    const shown = await employee('GET /api/shortlists/{id}', { params: { id: list?.id ?? '' } })
    expect(shown.items.map(({ name, liked, comments }) => [name, liked, comments.length])).toEqual([
      ['王桂兰', true, 1],
      ['张翠英', false, 0],
      ['黄丽娟', false, 0],
    ])
    expect(shown).toMatchObject({ slots: [{ half: 'afternoon' }], timesNote: '先生下班后也可以' })
  })

  it('is seeded once', async () => {
    const count = async () => (await app.db.q.select().from(app.db.s.customers)).length
    const before = await count()
    await seedDemo(app.deps)
    expect(await count()).toBe(before)
  })
})
