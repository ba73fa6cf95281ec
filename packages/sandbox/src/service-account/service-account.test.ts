import { describe, expect, it } from 'vitest'
import { aSandbox, post, secrets } from '../test-sandbox.ts'
import { openPush, signPush } from './push-cipher.ts'

const { appId, appSecret, push } = secrets.serviceAccount

/** A sandbox with a token of the service account, and what it pushed. */
async function anAccount(answer = () => new Response('success')) {
  const pushed: { url: URL; body: string }[] = []
  const sandbox = aSandbox({
    notify: async (url, { body = '' }) => {
      pushed.push({ url: new URL(url), body })
      return answer()
    },
  })
  const tokenOf = async (appid: string, secret: string) => {
    const body = { grant_type: 'client_credential', appid, secret }
    return ((await (await post(sandbox, '/wx/cgi-bin/stable_token', body)).json()) as { access_token: string })
      .access_token
  }
  const token = await tokenOf(appId, appSecret)
  const call = async (path: string, body: object, by = token) =>
    await (await post(sandbox, `/wx/cgi-bin/${path}?access_token=${by}`, body)).text()
  const events = () =>
    pushed.map(({ body }) => openPush(/<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? '', { ...push, appId }))
  return { sandbox, account: sandbox.control.serviceAccount, pushed, call, tokenOf, events }
}
const aCode = (scene: object | undefined, seconds?: number) => ({
  action_name: 'QR_STR_SCENE',
  ...(scene === undefined ? {} : { action_info: { scene } }),
  ...(seconds === undefined ? {} : { expire_seconds: seconds }),
})
const errcodeOf = (text: string): number => (JSON.parse(text) as { errcode?: number }).errcode ?? 0

describe('a code of the service account', () => {
  it('brings its text to who subscribes, and to who does already', async () => {
    const { account, call, events, sandbox } = await anAccount()
    const { ticket } = JSON.parse(await call('qrcode/create', aCode({ scene_str: 'bind_a' }, 600))) as {
      ticket: string
    }
    await account.scan({ ticket }, '王女士')
    await account.scan({ ticket }, '王女士')
    const [first, second] = events()
    expect(first).toContain('<Event><![CDATA[subscribe]]></Event>\n<EventKey><![CDATA[qrscene_bind_a]]></EventKey>')
    expect(second).toContain('<Event><![CDATA[SCAN]]></Event>\n<EventKey><![CDATA[bind_a]]></EventKey>')
    const picture = await sandbox.app.request(`/wx/cgi-bin/showqrcode?${new URLSearchParams({ ticket })}`)
    expect([picture.status, await picture.text()]).toEqual([200, expect.stringContaining('<svg')])
    expect((await sandbox.app.request('/wx/cgi-bin/showqrcode?ticket=none')).status).toBe(404)
  })

  it('lasts a minute where nothing is said, and brings 0 where its text was forgotten', async () => {
    const { account, call, sandbox } = await anAccount()
    const code = JSON.parse(await call('qrcode/create', aCode(undefined))) as { ticket: string; expire_seconds: number }
    expect([code.expire_seconds, account.codes()[0]?.scene]).toEqual([60, '0'])
    sandbox.control.clock.advance(60_000)
    expect(await account.scan({ ticket: code.ticket }, '王女士')).toBeUndefined()
  })

  it.each([{ scene_str: '' }, { scene_str: 'x'.repeat(65) }, { scene_id: 1 }])('is refused for %j', async (scene) => {
    expect(errcodeOf(await (await anAccount()).call('qrcode/create', aCode(scene)))).toBe(40053)
  })

  it('is made with a token of the service account only', async () => {
    const { call, tokenOf } = await anAccount()
    const token = await tokenOf(secrets.wechat.appId, secrets.wechat.appSecret)
    expect(errcodeOf(await call('qrcode/create', aCode({ scene_str: 'a' }), token))).toBe(40001)
  })
})

describe('a template message', () => {
  const messageTo = (touser: string, over: object = {}) => ({
    touser,
    template_id: 'template-test',
    data: { thing1: { value: '一' }, time2: { value: '二' } },
    ...over,
  })

  it('arrives once under one key within ten minutes, with a number of 19 digits, and its arrival is pushed', async () => {
    const { account, call, events, sandbox } = await anAccount()
    const openid = await account.subscribe('王女士')
    const message = messageTo(openid, { client_msg_id: 'k' })
    const first = await call('message/template/send', message)
    expect(first).toMatch(/"msgid":\d{19}\}$/)
    expect(await call('message/template/send', message)).toBe(first)
    expect(account.messages()).toHaveLength(1)
    await expect.poll(() => events().at(-1)).toContain('<Status><![CDATA[success]]></Status>')
    sandbox.control.clock.advance(600_000)
    await call('message/template/send', message)
    expect(account.messages()).toHaveLength(2)
  })

  const long = '长'.repeat(21)
  it.each([
    [{ template_id: 'none' }, 40037],
    [{ data: { thing1: { value: long }, time2: { value: '二' } } }, 47003],
    [{ data: { thing1: { value: '一' } } }, 47003],
    [{ data: { first: { value: '您好' }, thing1: { value: '一' }, time2: { value: '二' } } }, 47003],
    [{ data: { thing1: { value: '一', color: '#f00' }, time2: { value: '二' } } }, 47003],
    [{ topcolor: '#f00' }, 47003],
    [{ touser: 'onobody' }, 40003],
  ])('%j is refused with %i', async (over, errcode) => {
    const { account, call } = await anAccount()
    const openid = await account.subscribe('王女士')
    expect(errcodeOf(await call('message/template/send', messageTo(openid, over)))).toBe(errcode)
    expect(account.messages()).toEqual([])
  })

  it('to who no longer subscribes is refused', async () => {
    const { account, call } = await anAccount()
    const openid = await account.subscribe('王女士')
    await account.unsubscribe(openid)
    expect(errcodeOf(await call('message/template/send', messageTo(openid)))).toBe(43004)
  })

  it('waits for its push where that is held back', async () => {
    const { account, call, events } = await anAccount()
    account.settings({ finish: 'held' })
    const openid = await account.subscribe('王女士')
    await call('message/template/send', messageTo(openid))
    const [message] = account.messages()
    expect([message?.status, events()]).toEqual([null, [expect.stringContaining('subscribe')]])
    expect(await account.finish(message?.messageId ?? '', 'failed: system failed')).toBe(true)
    expect(events().at(-1)).toContain(`<MsgID>${message?.messageId}</MsgID>`)
  })
})

describe('a push', () => {
  it('is signed over what it sends, and its repeat is the same byte by byte', async () => {
    const { account, pushed } = await anAccount()
    await account.subscribe('王女士')
    const [first] = account.pushes.sent()
    expect(await account.pushes.repeat(first?.id ?? 0)).toBe(true)
    const [one, other] = pushed
    expect([one?.url.href, one?.body]).toEqual([other?.url.href, other?.body])
    const of = (name: string) => one?.url.searchParams.get(name) ?? ''
    const sealed = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(one?.body ?? '')?.[1] ?? ''
    expect(of('msg_signature')).toBe(signPush([push.token, of('timestamp'), of('nonce'), sealed]))
    expect(one?.body).not.toContain('subscribe')
    expect(await account.pushes.repeat(999)).toBe(false)
  })

  it('of the mini program is JSON, with numbers as they are', async () => {
    const { sandbox, pushed } = await anAccount()
    await sandbox.control.wechat.pushes.send({ Event: 'x', MsgId: '1234567890123456789' }, { mode: 'plain' })
    expect(pushed[0]?.body).toBe('{"Event":"x","MsgId":1234567890123456789}')
  })

  it('is shown in the lab with what arrived and buttons that scan and repeat, and driven over HTTP', async () => {
    const { sandbox, account, call } = await anAccount()
    await call('qrcode/create', aCode({ scene_str: 'bind_<script>' }, 600))
    const act = (path: string, body: object) => post(sandbox, `/control/service-account/${path}`, body)
    expect((await act('scan', { scene: 'bind_<script>', person: '王女士' })).status).toBe(200)
    expect((await act('scan', { scene: 'none', person: '王女士' })).status).toBe(400)
    const [{ person } = { person: undefined }] = account.subscribers()
    const openid = person?.openid ?? ''
    const data = { thing1: { value: '<b>新客户</b>' }, time2: { value: '二' } }
    await call('message/template/send', { touser: openid, template_id: 'template-test', data })
    const page = await (await sandbox.app.request('/lab')).text()
    for (const words of ['王女士的微信', '&lt;b&gt;新客户&lt;/b&gt;', '王女士扫码', '取消关注', '再推一次'])
      expect(page).toContain(words)
    expect(page).not.toContain('<b>新客户</b>')
    expect(await (await act('verify', {})).json()).toEqual({ serviceAccount: false, miniProgram: false })
    await act('block', { openid })
    expect(account.subscribers()[0]?.blocked).toBe(true)
    expect(await (await act('unsubscribe', { openid })).json()).toEqual({ subscribed: true })
    sandbox.control.reset()
    expect([account.subscribers(), account.messages(), account.pushes.sent(), account.codes()]).toEqual([
      [],
      [],
      [],
      [],
    ])
  })
})
