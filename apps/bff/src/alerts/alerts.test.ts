import { describe, expect, it } from 'vitest'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { auditOf } from '@qingpin/testing/rows'
import * as alerts from './alerts.ts'

const NO_BALANCE = {
  Response: { SendStatusSet: [{ Code: 'FailedOperation.InsufficientBalanceInSmsPackage' }], RequestId: 'r' },
}

describe.each(ENGINES)('alerts, on %s', (engine) => {
  const app = useApp(engine)
  const send = () => app.as()('POST /api/auth/sms-code', { body: { phone: aPhone() } })
  const refuse = (times: number, body: unknown = NO_BALANCE) =>
    app.sandbox.sandbox.faults.plan({ service: 'sms', route: 'SendSms', times, body })
  const readAs = async (role: 'admin' | 'manager' | 'operator' | 'employee' | 'dispatch' | 'admissions') => {
    await app.deps.background.idle()
    const api = app.as((await app.aStaff(role)).token)
    return { api, alerts: (await api('GET /api/today')).alerts }
  }

  it('show admin, manager and operator what a vendor refuses, since when and how often; a success ends it', async () => {
    const since = new Date(app.ctx().now).toISOString()
    refuse(3)
    expect((await refusal(send())).code).toBe('SMS_UNAVAILABLE')
    app.advance(60_000)
    await Promise.all([refusal(send()), refusal(send())])
    for (const role of ['admin', 'manager', 'operator'] as const) {
      expect((await readAs(role)).alerts).toEqual([
        {
          id: expect.any(String),
          kind: 'vendor',
          title: '短信：余额不足',
          text: expect.stringContaining('充值'),
          since,
          lastAt: new Date(app.ctx().now).toISOString(),
          count: 3,
        },
      ])
    }
    for (const role of ['employee', 'dispatch', 'admissions'] as const) expect((await readAs(role)).alerts).toEqual([])
    expect(await app.deps.metrics.text()).toContain(
      'qingpin_alerts_total{kind="vendor",service="sms",reason="no-balance"} 3',
    )
    await send()
    expect((await readAs('admin')).alerts).toEqual([])
    // It begins anew.
    refuse(1)
    await refusal(send())
    expect((await readAs('admin')).alerts).toMatchObject([{ count: 1, since: new Date(app.ctx().now).toISOString() }])
    await send()
  })

  it('are closed by a success of a process that did not raise them', async () => {
    await app.deps.background.idle()
    const cause = { kind: 'vendor', subject: 'sms SendSms', reason: 'arrears' } as const
    await app.db.tx((t) => alerts.raise(t, app.ctx(), cause))
    const other = alerts.makeVendorAlerts(app.deps)
    other.accepted('sms', 'Other')
    await app.deps.background.idle()
    expect((await readAs('admin')).alerts).toMatchObject([{ title: '短信：账户欠费' }])
    other.accepted('sms', 'SendSms')
    expect((await readAs('admin')).alerts).toEqual([])
  })

  it('are dismissed by their readers, with an audit row, and return when it happens again', async () => {
    refuse(2)
    await refusal(send())
    const { api, alerts: shown } = await readAs('operator')
    const id = shown[0]?.id ?? ''
    const { api: employee } = await readAs('employee')
    expect((await refusal(employee('POST /api/alerts/{id}/close', { params: { id } }))).code).toBe('NOT_FOUND')
    await api('POST /api/alerts/{id}/close', { params: { id } })
    expect((await refusal(api('POST /api/alerts/{id}/close', { params: { id } }))).code).toBe('NOT_FOUND')
    expect((await auditOf(app, id)).map(({ action }) => action)).toEqual(['alert.close'])
    expect((await readAs('operator')).alerts).toEqual([])
    await refusal(send())
    expect((await readAs('operator')).alerts).toMatchObject([{ count: 1 }])
    await send()
  })

  it('are shown for a week after they last happened', async () => {
    refuse(1)
    await refusal(send())
    app.advance(6 * 86_400_000)
    expect((await readAs('admin')).alerts).toHaveLength(1)
    app.advance(86_400_001)
    expect((await readAs('admin')).alerts).toEqual([])
  })
})
