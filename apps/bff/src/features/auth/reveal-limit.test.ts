import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aCustomer } from '@qingpin/testing/customers'
import { auditOf } from '@qingpin/testing/rows'
import { aWorker } from '@qingpin/testing/workers'
import { REVEAL_WINDOWS, REVEALS_WARNED } from './reveal-limit.rules.ts'

const [{ most }] = REVEAL_WINDOWS

describe.each(ENGINES)('numbers read in full, on %s', (engine) => {
  const app = useApp(engine)
  const readers = async () => {
    const owner = await app.aStaff('employee')
    const thief = await app.aStaff('employee', { name: '被盗的账号' })
    const { id } = await app.as(owner.token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
    return { id, thief, api: app.as(thief.token) }
  }
  const alertsOf = async (role: 'admin' | 'manager' | 'operator' | 'employee') =>
    (await app.as((await app.aStaff(role)).token)('GET /api/today')).alerts.filter(({ kind }) => kind === 'reveals')

  it('of a stolen session are limited, concurrent ones too, and managers are alerted', async () => {
    const { id, thief, api } = await readers()
    const reveal = () =>
      api('POST /api/resumes/miniprogram/{id}/reveal', { params: { id }, body: { field: 'phone' } }).then(
        () => 'shown',
        (error: { code: string; message: string }) => `${error.code} ${error.message}`,
      )
    const outcomes = await Promise.all(Array.from({ length: 93 }, reveal))
    expect(outcomes.filter((one) => one === 'shown')).toHaveLength(most)
    expect(outcomes.at(-1)).toBe('REVEAL_TOO_FAST 看号码太多太快了，先歇一会儿。经理会看到这条提醒。')
    const actions = (await auditOf(app, thief.id)).filter(({ action }) => action === 'account.reveal-refused')
    expect(actions).toHaveLength(1)
    for (const role of ['admin', 'manager'] as const) {
      const told = (await alertsOf(role)).find(({ title }) => title.startsWith('被盗的账号'))
      expect(told).toMatchObject({ title: '被盗的账号看号码太多太快', count: 93 - most })
    }
    for (const role of ['operator', 'employee'] as const) expect(await alertsOf(role)).toEqual([])
    expect(await app.deps.metrics.text()).toMatch(
      /qingpin_alerts_total\{kind="reveals",service="",reason="too-many-reveals"\} \d/,
    )
    app.advance(60_000)
    expect(await reveal()).toBe('shown')
    app.advance(3_600_000)
  })

  it('of customers count with those of workers, and a whole record is masked beyond them', async () => {
    const manager = await app.aStaff('manager')
    const api = app.as(manager.token)
    const { id } = await api('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
    const { id: customer } = await api('POST /api/customers/miniprogram/create', { body: aCustomer() as never })
    const detail = () => api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    for (let i = 0; i < most; i++) expect((await detail()).phone).toMatch(/^1\d{10}$/)
    expect((await detail()).phone).toMatch(/\*/)
    const body = { field: 'phone' } as const
    const refused = await refusal(
      api('POST /api/customers/miniprogram/{id}/reveal', { params: { id: customer }, body }),
    )
    expect([refused.status, refused.code]).toEqual([429, 'REVEAL_TOO_FAST'])
    app.advance(3_600_000)
  })

  it('of a slow reader alert managers before the limit', async () => {
    const { id, thief, api } = await readers()
    const body = { field: 'phone' } as const
    for (let i = 0; i <= REVEALS_WARNED; i++) {
      if (i % 20 === 0) app.advance(61_000)
      await api('POST /api/resumes/miniprogram/{id}/reveal', { params: { id }, body })
    }
    const told = (await alertsOf('manager')).filter(({ title }) => title.startsWith('被盗的账号'))
    expect(told.length).toBeGreaterThan(0)
    expect((await auditOf(app, thief.id)).map(({ action }) => action)).toContain('account.many-reveals')
  })
})
