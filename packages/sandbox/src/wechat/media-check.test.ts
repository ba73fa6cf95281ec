import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../app.ts'
import { createIds } from '../ids.ts'
import { openPush } from '../service-account/push-cipher.ts'
import { createMediaChecks } from './media-check.ts'
import { createPeople } from './people.ts'
import { aSandbox, login, post, secrets } from '../test-sandbox.ts'

const jpeg = Buffer.from('ffd8ffe000040000ffc0000b080014001e01011100ffda', 'hex')
const URL_OF_PICTURE = 'http://app.local/api/reviews/pictures/1'

async function tokenOf(sandbox: Sandbox): Promise<string> {
  const { appId, appSecret } = secrets.wechat
  const body = { grant_type: 'client_credential', appid: appId, secret: appSecret }
  return ((await (await post(sandbox, '/wx/cgi-bin/stable_token', body)).json()) as { access_token: string })
    .access_token
}

/** A sandbox that fetches pictures, a person who just logged in, and what was pushed about pictures. */
async function aChecking(
  picture: () => Response = () => new Response(jpeg, { headers: { 'content-type': 'image/jpeg' } }),
) {
  const pushed: { at: string; body: string }[] = []
  const sandbox = aSandbox({
    notify: async (url, { method, body = '' }) => {
      if (method === 'GET') return picture()
      pushed.push({ at: url, body })
      return new Response('success')
    },
  })
  const { code, openid } = sandbox.control.wechat.issueCode({ person: '王女士' })
  await login(sandbox, { js_code: code })
  const token = await tokenOf(sandbox)
  const usual = { version: 2, media_type: 2, media_url: URL_OF_PICTURE, scene: 1, openid }
  const ask = async (changes: object = {}, by = token) => {
    const path = `/wx/wxa/media_check_async?access_token=${by}`
    const response = await post(sandbox, path, { ...usual, ...changes })
    return (await response.json()) as { errcode: number; trace_id?: string }
  }
  const events = () =>
    pushed.map(({ body }) => {
      const sealed = body.startsWith('<')
        ? (/<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? '')
        : (JSON.parse(body) as { Encrypt: string }).Encrypt
      return openPush(sealed, { ...secrets.miniProgramPush, appId: secrets.wechat.appId })
    })
  return { sandbox, checks: sandbox.control.wechat.mediaChecks, ask, pushed, events }
}

describe('media_check_async', () => {
  it('answers a trace, and pushes the verdict about the fetched picture afterwards', async () => {
    const { ask, checks, events } = await aChecking()
    const { errcode, trace_id } = await ask()
    expect([errcode, checks.asked()[0]]).toMatchObject([0, { traceId: trace_id, bytes: jpeg.length }])
    await expect.poll(() => events().length).toBe(1)
    expect(JSON.parse(events()[0] ?? '')).toMatchObject({
      Event: 'wxa_media_check',
      appid: secrets.wechat.appId,
      trace_id,
      errcode: '0',
      detail: [{ suggest: 'pass', label: 100 }],
      result: { suggest: 'pass', label: 100 },
    })
  })

  it.each([
    ['version 1', { version: undefined }, 40097],
    ['a scene that is none', { scene: 9 }, 40097],
    ['a film', { media_type: 1 }, 40097],
    ['no address', { media_url: '' }, 41005],
    ['no address of the web', { media_url: 'wxfile://a' }, 40097],
    ['a stranger', { openid: 'o'.padEnd(28, 'x') }, 40003],
  ])('refuses %s', async (_, change, errcode) => {
    const { ask, checks } = await aChecking()
    expect((await ask(change)).errcode).toBe(errcode)
    expect(checks.asked()).toEqual([])
  })

  it('judges nothing for a person who was away for two hours', async () => {
    const { ask, sandbox } = await aChecking()
    sandbox.control.clock.advance(2 * 3_600_000 + 1)
    expect((await ask({}, await tokenOf(sandbox))).errcode).toBe(61010)
  })

  it('takes 2000 a minute', async () => {
    let now = 0
    const people = createPeople('wx', createIds(), () => now)
    const she = people.named('王女士')
    const checks = createMediaChecks({
      appId: 'wx',
      people,
      pushes: { send: async () => undefined },
      ids: createIds(),
      now: () => now,
      get: async () => new Response(null, { status: 404 }),
    })
    checks.settings({ verdicts: 'held' })
    const ask = async () => {
      she.lastLoginAt = now
      const body = { version: 2, media_type: 2, media_url: URL_OF_PICTURE, scene: 1, openid: she.openid }
      return (await checks.ask(body)).failure
    }
    for (let i = 0; i < 2000; i += 1) expect(await ask()).toBeUndefined()
    expect(await ask()).toBe('tooOften')
    now += 60_000
    expect(await ask()).toBeUndefined()
  })

  it.each([
    ['is not there', () => new Response('gone', { status: 404 })],
    ['is no picture', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    [
      'is larger than 10 MB',
      () => new Response(new Uint8Array(10 * 1024 * 1024 + 1), { headers: { 'content-type': 'image/jpeg' } }),
    ],
  ])('reports what %s with -1008, without details, and as passed all the same', async (_, picture) => {
    const { ask, events } = await aChecking(picture)
    await ask()
    await expect.poll(() => events().length).toBe(1)
    expect(JSON.parse(events()[0] ?? '')).toMatchObject({
      errcode: '-1008',
      detail: [],
      result: { suggest: 'pass' },
    })
  })

  it('gives the next picture the planned verdict in the planned shape, and a known picture its own', async () => {
    const { ask, checks, events } = await aChecking()
    checks.settings({ verdicts: 'held' })
    await ask()
    const [first] = checks.asked()
    checks.plan({ verdict: 'risky', sha256: 'another' })
    checks.plan({ verdict: 'review', sha256: first?.sha256 ?? '', label: 20_012, shape: 'record', textNumbers: true })
    await ask()
    await expect.poll(() => events().length).toBe(1)
    expect(JSON.parse(events()[0] ?? '')).toMatchObject({ result: { suggest: 'review', label: '20012' } })
    expect(JSON.parse(events()[0] ?? '').detail).toMatchObject({ suggest: 'review' })
    expect(checks.planned()).toBe(1)
  })

  it('pushes before it answers when that is planned, repeats, and writes XML', async () => {
    const { ask, checks, events } = await aChecking()
    checks.plan({ verdict: 'risky', beforeAnswer: true, copies: 2, format: 'xml', shape: 'bare' })
    await ask()
    expect(events()).toHaveLength(2)
    expect(events()[0]).toContain('<suggest><![CDATA[risky]]></suggest>')
    expect(events()[0]).not.toContain('<errmsg>')
  })

  it('is driven over HTTP and from the lab, which lists what was asked', async () => {
    const { ask, events, sandbox } = await aChecking()
    await post(sandbox, '/control/wechat/media-checks/settings', { verdicts: 'held' })
    const { trace_id: traceId } = await ask()
    const lab = await (await sandbox.app.request('/lab')).text()
    for (const words of ['送检的图片', '王女士', '等结果', '违规']) expect(lab).toContain(words)
    expect(events()).toEqual([])
    await post(sandbox, '/control/wechat/media-checks/decide', { traceId, verdict: 'risky' })
    expect(JSON.parse(events()[0] ?? '')).toMatchObject({ trace_id: traceId, result: { suggest: 'risky' } })
    expect(
      (await post(sandbox, '/control/wechat/media-checks/decide', { traceId: 'none', verdict: 'pass' })).status,
    ).toBe(400)
    const planned = await post(sandbox, '/control/wechat/media-checks/plan', { verdict: 'review', times: 3 })
    expect(await planned.json()).toMatchObject({ planned: 3, asked: [{ traceId, verdict: 'risky' }] })
    const state = (await (await sandbox.app.request('/control/wechat/media-checks')).json()) as { planned: number }
    expect(state.planned).toBe(3)
  })
})
