import { describe, expect, it } from 'vitest'
import { ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { actionsOf, countRows } from '@qingpin/testing/rows'
import { bindTo, handlePushes } from '@qingpin/testing/service-account'

describe.each(ENGINES)('binding to the service account on %s', (engine) => {
  const app = useApp(engine)
  const account = () => app.sandbox.sandbox.serviceAccount
  const codeOf = (token: string, userId: string) =>
    app.as(token)('GET /api/wechat/bind-qrcode/{userId}', { params: { userId } })
  const binding = (token: string) => app.as(token)('GET /api/wechat/binding')
  const scan = async (scene: string, person: string) => {
    const openid = await account().scan({ scene }, person)
    await handlePushes(app)
    return openid
  }
  let people = 0
  const aWechat = () => `扫码的人${people++}`

  it('follows the scan of a code that was made for the account, and is audited', async () => {
    const { id, token } = await app.aPerson()
    expect(await binding(token)).toEqual({ offered: true, name: '轻聘家政服务号', notices: true, boundAt: null })
    const code = await codeOf(token, id)
    expect(code).toMatchObject({ sceneStr: expect.stringMatching(`^bind_${id}_[\\w-]{22}$`), expireTime: 1800 })
    const picture = await fetch(code.qrCodeUrl)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    await scan(code.sceneStr, aWechat())
    expect((await binding(token)).boundAt).toEqual(expect.any(String))
    expect(await actionsOf(app, id)).toEqual(
      expect.arrayContaining(['account.bind-code', 'account.bind-service-account']),
    )
    const { events } = await app.as(token)('GET /api/events/{topic}', {
      params: { topic: `account:${id}` },
      query: { wait: '0' },
    })
    expect(events.map(({ type, data }) => [type, data])).toContainEqual(['service-account', { change: 'bound' }])
  })

  it('follows the scan of a person who subscribes already', async () => {
    const [{ id, token }, person] = [await app.aPerson(), aWechat()]
    await account().subscribe(person)
    await bindTo(app, { id, token }, person)
    expect(account().pushes.sent()[0]).toMatchObject({ event: 'SCAN', status: 200 })
    expect((await binding(token)).boundAt).not.toBeNull()
  })

  it('is answered at once with words that are encrypted for the account', async () => {
    const { id, token } = await app.aPerson()
    await bindTo(app, { id, token }, aWechat())
    const [first] = account().pushes.sent()
    expect(first).toMatchObject({ event: 'subscribe', status: 200, answer: expect.stringContaining('正在绑定') })
  })

  it('happens once with a code, within its time, and only with the latest one', async () => {
    const { id, token } = await app.aPerson()
    const [older, latest] = [await codeOf(token, id), await codeOf(token, id)]
    await scan(older.sceneStr, aWechat())
    expect((await binding(token)).boundAt).toBeNull()
    await scan(latest.sceneStr, aWechat())
    const bound = (await binding(token)).boundAt
    expect(bound).not.toBeNull()
    app.advance(1000)
    await scan(latest.sceneStr, aWechat())
    expect((await binding(token)).boundAt).toBe(bound)
    const late = await codeOf(token, id)
    app.advance(1_800_000)
    expect(await account().scan({ scene: late.sceneStr }, aWechat())).toBeUndefined()
    // WeChat may be late, too: what it pushes about a code that has ended binds nothing.
    const EventKey = `qrscene_${late.sceneStr}`
    const event = { MsgType: 'event', Event: 'subscribe', EventKey, FromUserName: 'olate', ToUserName: 'gh_test' }
    await account().push({ ...event, CreateTime: '1' })
    await handlePushes(app)
    expect((await binding(token)).boundAt).toBe(bound)
  })

  it('by another WeChat ends the binding before it, with a trace, and removes what came through it', async () => {
    const { id, token } = await app.aPerson()
    await bindTo(app, { id, token }, aWechat())
    await app.as(token)('POST /api/wechat/test-message', { body: { userId: id, message: '在吗' } })
    const messages = await countRows(app, 'serviceMessages')
    await bindTo(app, { id, token }, aWechat())
    expect((await binding(token)).boundAt).not.toBeNull()
    expect(await countRows(app, 'serviceMessages')).toBe(messages - 1)
    const actions = await actionsOf(app, id)
    expect(actions).toContain('account.unbind-service-account')
    expect(actions.filter((action) => action === 'account.bind-service-account')).toHaveLength(2)
  })

  it('is not ended by a late word that she no longer subscribed before', async () => {
    const { id, token } = await app.aPerson()
    const person = aWechat()
    const openid = await bindTo(app, { id, token }, person)
    const left = Math.floor(app.deps.clock() / 1000) + 60
    app.advance(120_000)
    await app.as(token)('DELETE /api/wechat/binding')
    await bindTo(app, { id, token }, person)
    const event = { MsgType: 'event', Event: 'unsubscribe', FromUserName: openid, ToUserName: 'gh_test' }
    await account().push({ ...event, CreateTime: String(left) })
    await handlePushes(app)
    expect((await binding(token)).boundAt).not.toBeNull()
    await account().push({ ...event, CreateTime: String(left + 60) })
    await handlePushes(app)
    expect((await binding(token)).boundAt).toBeNull()
  })

  it('of a person who is bound to another account is left as it is', async () => {
    const [one, other, person] = [await app.aPerson(), await app.aPerson(), aWechat()]
    await bindTo(app, one, person)
    await bindTo(app, other, person)
    expect((await binding(one.token)).boundAt).not.toBeNull()
    expect((await binding(other.token)).boundAt).toBeNull()
    await app.as(one.token)('DELETE /api/wechat/binding')
    await bindTo(app, other, person)
    expect((await binding(other.token)).boundAt).not.toBeNull()
  })

  it('happens once when two people scan one code at the same time', async () => {
    const { id, token } = await app.aPerson()
    const { sceneStr } = await codeOf(token, id)
    const [one, other] = [aWechat(), aWechat()]
    await Promise.all([account().scan({ scene: sceneStr }, one), account().scan({ scene: sceneStr }, other)])
    await Promise.all([handlePushes(app), handlePushes(app)])
    const { wechatIdentities } = app.db.s
    const rows = (await app.db.q.select().from(wechatIdentities)).filter(({ accountId }) => accountId === id)
    expect(rows).toHaveLength(1)
  })

  it('ends when she no longer subscribes, also when that is pushed twice, and what came from the account goes', async () => {
    const { id, token } = await app.aPerson()
    const openid = await bindTo(app, { id, token }, aWechat())
    await app.as(token)('POST /api/wechat/test-message', { body: { userId: id, message: '在吗' } })
    const messages = await countRows(app, 'serviceMessages')
    await account().unsubscribe(openid)
    app.advance(1000)
    await account().unsubscribe(openid)
    await handlePushes(app)
    expect((await binding(token)).boundAt).toBeNull()
    expect(await countRows(app, 'serviceMessages')).toBe(messages - 1)
    expect(await actionsOf(app, id)).toContain('account.unbind-service-account')
    // Who subscribes again is not bound by that.
    await account().subscribe(aWechat())
    await handlePushes(app)
    expect((await binding(token)).boundAt).toBeNull()
  })

  it('ends where she ends it herself; again is harmless', async () => {
    const { id, token } = await app.aPerson()
    await bindTo(app, { id, token }, aWechat())
    const unbind = () => app.as(token)('DELETE /api/wechat/binding')
    expect((await unbind()).boundAt).toBeNull()
    expect(await unbind()).toEqual(await binding(token))
  })

  it('is offered for oneself, and for anyone by an admin', async () => {
    const [{ id }, manager, admin] = [await app.aPerson(), await app.aStaff('manager'), await app.aStaff('admin')]
    expect((await refusal(codeOf(manager.token, id))).code).toBe('NOT_FOUND')
    expect((await codeOf(admin.token, id)).sceneStr).toContain(id)
    expect((await refusal(codeOf(admin.token, 'f'.repeat(24)))).code).toBe('NOT_FOUND')
  })

  it('is refused while WeChat does not answer or does not let us', async () => {
    const { id, token } = await app.aPerson()
    const fault = (plan: object) =>
      app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'create', times: 1, ...plan })
    fault({ status: 503 })
    expect((await refusal(codeOf(token, id))).code).toBe('WECHAT_BUSY')
    fault({ body: { errcode: 48001, errmsg: 'api unauthorized' } })
    expect((await refusal(codeOf(token, id))).code).toBe('WECHAT_UNAVAILABLE')
    expect((await codeOf(token, id)).expireTime).toBe(1800)
  })
})

describe('without a service account', () => {
  const app = useApp('sqlite', { SERVICE_ACCOUNT_APPID: '' })

  it('nothing is bound, sent or accepted', async () => {
    const { id, token } = await app.aPerson()
    const api = app.as(token)
    expect(await api('GET /api/wechat/binding')).toEqual({ offered: false, name: '', notices: false, boundAt: null })
    expect(await api('DELETE /api/wechat/binding')).toEqual({ offered: false, name: '', notices: false, boundAt: null })
    const code = api('GET /api/wechat/bind-qrcode/{userId}', { params: { userId: id } })
    expect((await refusal(code)).code).toBe('SERVICE_ACCOUNT_MISSING')
    const message = api('POST /api/wechat/test-message', { body: { userId: id, message: '在吗' } })
    expect((await refusal(message)).code).toBe('SERVICE_ACCOUNT_MISSING')
    expect((await app.raw('POST', '/api/wechat/event', { text: '<xml></xml>' })).status).toBe(404)
    const { token: boss } = await app.aStaff('manager')
    expect(await app.as(boss)('GET /api/wechat/state')).toMatchObject({ serviceAccount: null, total: 0, people: [] })
  })
})
