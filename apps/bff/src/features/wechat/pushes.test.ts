import { describe, expect, it } from 'vitest'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { memoryLog } from '@qingpin/testing/memory-log'
import { countRows } from '@qingpin/testing/rows'
import { handlePushes } from '@qingpin/testing/service-account'
import { signPush } from '@qingpin/sandbox/service-account/push-cipher'
import type { PushHandlers } from './push.job.ts'

const EVENT = '/api/wechat/event'
const MINI = '/api/wechat/mini-program-event'

describe.each(ENGINES)('a push of WeChat on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, {}, log)
  const account = () => app.sandbox.sandbox.serviceAccount
  const codeFor = async () => {
    const { id, token } = await app.aPerson()
    const { sceneStr } = await app.as(token)('GET /api/wechat/bind-qrcode/{userId}', { params: { userId: id } })
    const boundAt = async () => (await app.as(token)('GET /api/wechat/binding')).boundAt
    return { id, token, sceneStr, boundAt }
  }

  it('verifies both addresses, with echostr as it came', async () => {
    expect(await account().pushes.verify()).toBe(true)
    expect(await app.sandbox.sandbox.wechat.pushes.verify()).toBe(true)
  })

  it.each(['', '?signature=a&timestamp=1&nonce=2&echostr=3', '?signature=a&signature=b&timestamp=1&nonce=2&echostr=3'])(
    'does not verify an address for another caller (%s)',
    async (query) => {
      for (const path of [EVENT, MINI]) {
        const reply = await app.raw('GET', path + query)
        expect([reply.status, reply.json]).toEqual([401, 'fail'])
      }
    },
  )

  it.each([
    ['forged', { signature: 'forged' }],
    ['stale', { signature: 'stale' }],
    ['in plain text', { mode: 'plain' }],
    ['encrypted with another key', { encodingAesKey: 'x'.repeat(43) }],
  ] as const)('that is %s is refused and changes nothing', async (kind, plan) => {
    const { sceneStr, boundAt } = await codeFor()
    await account().scan({ scene: sceneStr }, '伪造的人', plan)
    expect(account().pushes.sent()[0]).toMatchObject({ status: 401, answer: 'fail' })
    await handlePushes(app)
    expect(await boundAt()).toBeNull()
    // The true push still binds.
    await account().scan({ scene: sceneStr }, `真人${kind}`)
    await handlePushes(app)
    expect(await boundAt()).not.toBeNull()
    expect(lines.join('')).toContain('a push of WeChat was refused')
  })

  it('in compatible form is believed by its sealed half alone', async () => {
    const { sceneStr, boundAt } = await codeFor()
    await account().scan({ scene: sceneStr }, `兼容的人${engine}`, { mode: 'compatible' })
    await handlePushes(app)
    expect(await boundAt()).not.toBeNull()
  })

  it('of one event three times binds once, and a byte-identical repeat is acknowledged', async () => {
    const { id, token, sceneStr } = await codeFor()
    const before = await countRows(app, 'wechatPushes')
    await account().scan({ scene: sceneStr }, `重复的人${engine}`, { copies: 3 })
    const [last] = account().pushes.sent()
    expect(await account().pushes.repeat(last?.id ?? 0)).toBe(true)
    expect(
      account()
        .pushes.sent()
        .slice(0, 4)
        .map(({ status }) => status),
    ).toEqual([200, 200, 200, 200])
    expect(await countRows(app, 'wechatPushes')).toBe(before + 1)
    await handlePushes(app)
    await handlePushes(app)
    const topic = `account:${id}`
    const { events } = await app.as(token)('GET /api/events/{topic}', { params: { topic }, query: { wait: '0' } })
    expect(events.filter(({ type }) => type === 'service-account')).toHaveLength(1)
  })

  it('stays stored while its job has not run, and forgets afterwards what it said', async () => {
    const { sceneStr } = await codeFor()
    await account().scan({ scene: sceneStr }, `存下的人${engine}`)
    const sealed = async () => (await app.db.q.select().from(app.db.s.wechatPushes)).filter((one) => one.pushSealed)
    const [row, ...others] = await sealed()
    expect([row?.kind, others]).toEqual(['subscribed', []])
    expect(row?.pushSealed).not.toContain(sceneStr)
    await handlePushes(app)
    expect(await sealed()).toEqual([])
  })

  it.each([
    ['<!DOCTYPE xml [<!ENTITY a "b">]><xml><MsgType>event</MsgType><Encrypt>&a;</Encrypt></xml>'],
    [''],
    ['{}'],
    ['<xml>'],
    ['<xml><Encrypt></Encrypt></xml>'],
    ['x'.repeat(70_000)],
  ])('that cannot be read is refused without an error (%#)', async (text) => {
    for (const path of [EVENT, MINI]) {
      const query = '?signature=a&msg_signature=a&timestamp=1764547200&nonce=1'
      for (const address of [path, path + query, `${path}?nonce[]=1&timestamp=x&msg_signature=a`])
        expect([(await app.raw('POST', address, { text })).status, text.length]).toEqual([401, text.length])
    }
  })

  it('that nothing follows from is acknowledged', async () => {
    const base = { ToUserName: 'gh_test', FromUserName: 'oany', CreateTime: '1', MsgType: 'event' }
    const before = await countRows(app, 'wechatPushes')
    await account().push({ ...base, Event: 'something_new', EventKey: 'a\x1db\x10', New: { List: [{ A: '1' }] } })
    await account().push({ ...base, MsgType: 'text', Content: '<!DOCTYPE html> & ]]', MsgId: '1234567890123456789' })
    const [words, unknown] = account().pushes.sent()
    expect([words?.status, unknown?.status, unknown?.answer]).toEqual([200, 200, 'success'])
    expect(words?.answer).toContain('没有人值守')
    expect(await countRows(app, 'wechatPushes')).toBe(before)
  })

  it('of the mini program reaches the features that want it, in one shape', async () => {
    const pushes = app.sandbox.sandbox.wechat.pushes
    const got: unknown[] = []
    const nothing = function* () {}
    const note = (_: unknown, __: unknown, push: unknown) => {
      got.push(push)
      return nothing()
    }
    const handlers = { 'media-judged': note, 'subscribe-changed': note, 'subscribe-sent': note } as PushHandlers
    const base = { ToUserName: 'gh_mini', FromUserName: 'operson', CreateTime: '1764547200', MsgType: 'event' }
    const detail = { strategy: 'content_model', errcode: '0', suggest: 'risky', label: '20001', prob: '90' }
    const verdict = { ...base, Event: 'wxa_media_check', result: { suggest: 'risky', label: '20001' } }
    await pushes.send({ ...verdict, trace_id: 'trace-1', detail: [detail] })
    // Two verdicts of one second are two events; one detail may come without its list.
    await pushes.send({
      ...verdict,
      trace_id: 'trace-2',
      detail: { ...detail, errcode: '-1008' },
      result: { suggest: 'pass' },
    })
    const answer = (TemplateId: string, SubscribeStatusString: string) => ({ TemplateId, SubscribeStatusString })
    const dialog = { List: [answer('t1', 'accept'), answer('t2', 'reject')] }
    await pushes.send({ ...base, Event: 'subscribe_msg_popup_event', SubscribeMsgPopupEvent: dialog })
    const change = { List: answer('t1', 'reject') }
    await pushes.send({ ...base, Event: 'subscribe_msg_change_event', SubscribeMsgChangeEvent: change })
    const sent = { List: { TemplateId: 't1', MsgID: '1700827132819554304', ErrorCode: '0', ErrorStatus: 'success' } }
    await pushes.send({ ...base, Event: 'subscribe_msg_sent_event', SubscribeMsgSentEvent: sent })
    await handlePushes(app, [handlers])
    const from = 'operson'
    expect(got).toEqual(
      expect.arrayContaining([
        { kind: 'media-judged', traceId: 'trace-1', verdict: 'risky', label: 'politics' },
        { kind: 'media-judged', traceId: 'trace-2', verdict: 'unjudged', label: null },
        {
          kind: 'subscribe-changed',
          from,
          how: 'dialog',
          answers: [
            { templateId: 't1', accepted: true },
            { templateId: 't2', accepted: false },
          ],
        },
        { kind: 'subscribe-changed', from, how: 'settings', answers: [{ templateId: 't1', accepted: false }] },
        {
          kind: 'subscribe-sent',
          from,
          results: [{ templateId: 't1', messageId: '1700827132819554304', undelivered: null }],
        },
      ]),
    )
    expect(got).toHaveLength(5)
    await pushes.send({ ...base, Event: 'xpay_goods_deliver_notify', OutTradeNo: 'a' })
    expect(pushes.sent()[0]).toMatchObject({ status: 200, answer: '{"ErrCode":0}' })
  })

  it('of the mini program binds no account, even with the scene of a code', async () => {
    const { sceneStr, boundAt } = await codeFor()
    const fields = { MsgType: 'event', Event: 'SCAN', EventKey: sceneStr, FromUserName: 'o1', CreateTime: '5' }
    await app.sandbox.sandbox.wechat.pushes.send(fields)
    await handlePushes(app)
    expect(await boundAt()).toBeNull()
  })
})

describe('the key before a change of it', () => {
  const previous = 'PreviousKey'.padEnd(43, '1')
  const app = useApp('sqlite', { SERVICE_ACCOUNT_PUSH_KEY_PREVIOUS: previous })

  it('is accepted beside the present one, and no third', async () => {
    const account = app.sandbox.sandbox.serviceAccount
    for (const [encodingAesKey, status] of [
      [previous, 200],
      ['ServiceAccountPushKey'.padEnd(43, '0'), 200],
      ['ThirdKey'.padEnd(43, '2'), 401],
    ] as const) {
      await account.write('换密钥的人', '在吗', { encodingAesKey })
      expect([encodingAesKey, account.pushes.sent()[0]?.status]).toEqual([encodingAesKey, status])
    }
    const { token } = await app.aStaff('manager')
    const { serviceAccount } = await app.as(token)('GET /api/wechat/state')
    expect(serviceAccount?.push).toMatchObject({ mode: 'safe', previousKey: true })
  })
})

describe.each(['plain', 'compatible'] as const)('a push in %s mode', (mode) => {
  const app = useApp('sqlite', { SERVICE_ACCOUNT_PUSH_MODE: mode })

  it('binds, and one of another mode does not', async () => {
    const account = app.sandbox.sandbox.serviceAccount
    const { id, token } = await app.aPerson()
    const { sceneStr } = await app.as(token)('GET /api/wechat/bind-qrcode/{userId}', { params: { userId: id } })
    const other = mode === 'plain' ? 'safe' : 'plain'
    await account.scan({ scene: sceneStr }, '另一种', { mode: other })
    expect(account.pushes.sent()[0]?.status).toBe(401)
    await handlePushes(app)
    expect((await app.as(token)('GET /api/wechat/binding')).boundAt).toBeNull()
    await account.scan({ scene: sceneStr }, '这一种', { mode })
    await handlePushes(app)
    expect((await app.as(token)('GET /api/wechat/binding')).boundAt).not.toBeNull()
  })
})

describe('the signature of a plain push', () => {
  const app = useApp('sqlite', { SERVICE_ACCOUNT_PUSH_MODE: 'plain' })

  it('that comes again with another body is refused', async () => {
    const seen: string[] = []
    const timestamp = String(Math.floor(app.deps.clock() / 1000))
    const query = new URLSearchParams({
      signature: signPush(['accounttoken', timestamp, '77']),
      timestamp,
      nonce: '77',
    })
    const post = async (event: string) => {
      const text = `<xml><FromUserName>o1</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>${event}</Event></xml>`
      const reply = await app.fetch(
        new Request(`http://test.local/api/wechat/event?${query}`, { method: 'POST', body: text }),
      )
      seen.push(`${event} ${reply.status}`)
    }
    await post('unsubscribe')
    await post('unsubscribe')
    await post('SCAN')
    expect(seen).toEqual(['unsubscribe 200', 'unsubscribe 200', 'SCAN 401'])
  })
})
