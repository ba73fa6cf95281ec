import { DAY_MS, beijingDay } from '@qingpin/contract/core/days'
import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, type TestApp, useApp } from '@qingpin/testing/harness'
import { asParticipant } from '@qingpin/testing/participants'
import { aShortlist } from '@qingpin/testing/shortlists'

const code = async (attempt: Promise<unknown>) => (await refusal(attempt)).code
const UNFIT = '一起来赌博'

/** All that a device of the customer can do on the page, about one worker. */
const doings = (app: TestApp, token: string, workerId: string, session?: string) => {
  const guest = asParticipant(app, token, session)
  const slots = [{ day: beijingDay(app.ctx().now + DAY_MS), half: 'morning' as const }]
  return {
    read: () => guest('GET /api/shortlists/guest'),
    like: () => guest('PUT /api/shortlists/guest/like', { body: { workerId, liked: true } }),
    compare: () => guest('PUT /api/shortlists/guest/compared', { body: { workerIds: [workerId] } }),
    comment: (text = '在吗') => guest('POST /api/shortlists/guest/comments', { body: { workerId, text } }),
    propose: (note = '') => guest('PUT /api/shortlists/guest/times', { body: { slots, note } }),
  }
}

describe.each(ENGINES)('the page of a shortlist on %s', (engine) => {
  const app = useApp(engine)
  const opened = async () => {
    const made = await aShortlist(app)
    const { guestToken, shortlist } = await made.open()
    const workerId = shortlist.workers[0]?.id ?? ''
    return { made, workerId, page: doings(app, guestToken, workerId) }
  }

  it('does nothing for a device that never opened it', async () => {
    const { workerId } = await opened()
    for (const act of Object.values(doings(app, 'forged', workerId))) expect(await code(act())).toBe('NOT_FOUND')
  })

  it('does nothing once it is revoked', async () => {
    const { made, page } = await opened()
    await made.api('POST /api/shortlists/{id}/revoke', { params: made.params })
    for (const act of Object.values(page)) expect(await code(act())).toBe('SHORTLIST_REVOKED')
  })

  it('does nothing once it has expired', async () => {
    const { made, page } = await opened()
    app.advance(8 * DAY_MS)
    for (const act of Object.values(page)) expect(await code(act())).toBe('SHORTLIST_EXPIRED')
    expect(await code(made.open())).toBe('SHORTLIST_EXPIRED')
  })

  it('stores no comment and no note that the judge refuses', async () => {
    const { made, workerId } = await opened()
    const { token } = await app.as()('POST /api/auth/miniprogram-login', {
      body: { code: app.sandbox.sandbox.wechat.issueCode().code },
    })
    const { guestToken } = await made.open()
    const page = doings(app, guestToken, workerId, token)
    expect(await code(page.comment(UNFIT))).toBe('TEXT_REFUSED')
    expect(await code(page.propose(UNFIT))).toBe('TEXT_REFUSED')
    expect(JSON.stringify(await page.read())).not.toContain('赌博')
  })

  it('shows no preview of a customer of a colleague', async () => {
    const { made } = await opened()
    const colleague = app.as((await app.aStaff('employee')).token)
    expect(await code(colleague('POST /api/shortlists/preview', { body: made.body }))).toBe('NOT_FOUND')
  })
})
