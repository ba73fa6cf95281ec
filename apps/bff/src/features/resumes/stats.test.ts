import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { aWorker } from '@qingpin/testing/workers'

describe.each(ENGINES)('the stats of the register on %s', (engine) => {
  const app = useApp(engine)

  it('count all resumes; the path is not read as an id', async () => {
    const { token } = await app.aStaff('employee')
    const stats = () => app.as(token)('GET /api/resumes/miniprogram/stats')
    expect(await stats()).toEqual({
      totalResumes: 0,
      resumesWithSelfIntroduction: 0,
      selfIntroductionRate: '0.00',
      recentResumes: 0,
      lastUpdated: null,
    })
    const enter = (over: Record<string, unknown>) =>
      app.as(token)('POST /api/resumes/miniprogram/create', { body: aWorker(over) as never })
    await enter({ selfIntroduction: '会做饭' })
    app.advance(8 * 24 * 3_600_000)
    const again = await app.aStaff('employee')
    await app.as(again.token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
    await app.as(again.token)('POST /api/resumes/miniprogram/create', { body: aWorker() as never })
    expect(await app.as(again.token)('GET /api/resumes/miniprogram/stats')).toEqual({
      totalResumes: 3,
      resumesWithSelfIntroduction: 1,
      selfIntroductionRate: '33.33',
      recentResumes: 2,
      lastUpdated: new Date(app.ctx().now).toISOString(),
    })
  })
})
