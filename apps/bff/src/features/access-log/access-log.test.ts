import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { BATCH_LINES, RETAINED_DAYS, WAITING_LINES } from './access-log.rules.ts'
import { accessLogRetention } from './access-log.service.ts'

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2NGI3ZjBhYSJ9.c2lnbmF0dXJl'

describe.each(ENGINES)('the access log on %s', (engine) => {
  const app = useApp(engine)
  const send = (body: object, headers = {}) => app.raw('POST', '/api/miniprogram-access-log', { body, headers })
  const lines = async () => {
    await app.deps.background.idle()
    return app.db.q.select().from(app.db.s.accessLines)
  }
  const reportOf = async (days: '1' | '7' | '30' = '1') =>
    app.as((await app.aStaff('manager')).token)('GET /api/access-log/report', { query: { days } })

  it('takes the line of the former client, and stores neither its token nor what it says of the person', async () => {
    const reply = await send({
      url: `https://agency.example/miniprogram/resume.html?token=${TOKEN}&phone=13711220033#top`,
      pathname: '/miniprogram/resume.html',
      search: `?token=${TOKEN}`,
      hash: '#top',
      fileName: 'resume.html',
      timestamp: '2026-12-01T08:00:00.000Z',
      loadTime: 1234.5,
      userAgent: 'Mozilla/5.0 王桂兰的手机',
      isWechat: true,
      isMiniProgram: true,
      environment: '小程序WebView',
      queryParams: { token: TOKEN, phone: '13711220033' },
      referrer: `https://agency.example/?t=${TOKEN}`,
      screenWidth: 390,
      screenHeight: 844,
      language: 'zh-CN',
    })
    expect([reply.status, reply.json.success, typeof reply.json.timestamp]).toEqual([200, true, 'number'])
    const row = (await lines()).find(({ page }) => page === 'miniprogram/resume.html')
    expect(row).toMatchObject({ kind: 'shown', surface: 'webview', loadMs: 1235, stayMs: null, message: '' })
    expect(JSON.stringify(row)).not.toMatch(/eyJ|137|王|Mozilla/)
  })

  it('takes beacons that say next to nothing, and numbers that are none', async () => {
    for (const body of [
      {},
      { url: 'x'.repeat(4000), loadTime: -5 },
      { loadTime: '1e400', stayDuration: 'lang', stayDurationSeconds: '-1' },
    ])
      expect((await send(body)).status).toBe(200)
    expect((await send({ url: 'x'.repeat(4001) })).status).toBe(400)
  })

  it('reports what was shown, where, how fast, how long it was looked at, and what broke', async () => {
    const page = { url: '/#/features/usage-test/one/index?id=64b7f0aa11bb22cc33dd44ee', environment: '小程序' }
    await send({ ...page, loadTime: 500 })
    await send({ ...page, loadTime: 3500 })
    await send({ ...page, event: 'page_unload', stayDuration: 9000 })
    await app.as()('POST /api/client-errors', {
      body: { kind: 'render', platform: 'weapp', page: 'features/usage-test/one/index', message: "Cannot read 'map'" },
    })
    await lines()
    const report = await reportOf('7')
    const found = report.byPage.find((one) => one.page === 'features/usage-test/one')
    expect(found).toEqual({ page: 'features/usage-test/one', count: 2, loadMs: 2000, staySeconds: 9, broke: 1 })
    expect(report.broke.find((one) => one.page === 'features/usage-test/one')).toMatchObject({
      name: "Cannot read 'map'",
      count: 1,
    })
    expect(report.byDay).toHaveLength(7)
    expect(report.byDay.at(-1)?.count).toBe(report.shown)
    expect(report.bySurface.find(({ name }) => name === 'weapp')?.count).toBeGreaterThanOrEqual(2)
    expect(report.loads).toHaveLength(4)
  })

  it('is read by admin, manager and operator', async () => {
    const read = async (role: 'admin' | 'operator' | 'employee') =>
      app.as((await app.aStaff(role)).token)('GET /api/access-log/report')
    for (const role of ['admin', 'operator'] as const) expect((await read(role)).byDay).toHaveLength(7)
    expect((await refusal(read('employee'))).code).toBe('FORBIDDEN')
  })

  it('writes many lines in few transactions, and drops what would fill the memory', async () => {
    const before = (await lines()).length
    const { append } = await import('./index.ts')
    const line = { kind: 'shown', page: 'many', surface: 'browser', loadMs: null, stayMs: null, message: '' } as const
    for (let i = 0; i < WAITING_LINES + 7; i++) append(app.ctx(), line)
    expect((await lines()).length - before).toBe(WAITING_LINES)
    expect(WAITING_LINES % BATCH_LINES).toBe(0)
    expect(await app.deps.metrics.text()).toMatch(/qingpin_access_lines_total\{kind="dropped"\} 7/)
  })

  it('is retained for so many days', async () => {
    expect((await lines()).length).toBeGreaterThan(0)
    app.advance((RETAINED_DAYS + 1) * 86_400_000)
    while ((await app.db.tx((t) => accessLogRetention(t, app.ctx()))) > 0);
    expect(await lines()).toEqual([])
  })
})
