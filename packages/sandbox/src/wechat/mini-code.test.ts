import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { aSandbox, post, secrets } from '../test-sandbox.ts'

const defaults = { grant_type: 'client_credential', appid: secrets.wechat.appId, secret: secrets.wechat.appSecret }
const path = '/wx/wxa/getwxacodeunlimit'

async function tokenOf(sandbox: ReturnType<typeof aSandbox>): Promise<string> {
  return ((await (await post(sandbox, '/wx/cgi-bin/stable_token', defaults)).json()) as { access_token: string })
    .access_token
}

describe('a mini-program code', () => {
  it('is a picture of the requested size, a different one for each scene', async () => {
    const sandbox = aSandbox()
    const token = await tokenOf(sandbox)
    async function draw(body: object) {
      const answer = await post(sandbox, `${path}?access_token=${token}`, body)
      expect(answer.headers.get('content-type')).toBe('image/png')
      return Buffer.from(await answer.arrayBuffer())
    }
    const one = await draw({ page: 'pages/home/index', scene: 'a=1', width: 280 })
    expect([one.readUInt32BE(16), one.readUInt32BE(20)]).toEqual([280, 280])
    const data = one.indexOf('IDAT')
    const pixels = inflateSync(one.subarray(data + 4, data + 4 + one.readUInt32BE(data - 4)))
    expect(pixels.length).toBe(280 * 281)
    expect(await draw({ page: 'pages/home/index', scene: 'a=2', width: 280 })).not.toEqual(one)
    expect(await draw({ page: 'pages/home/index', scene: 'a=1', width: 280 })).toEqual(one)
    expect((await draw({ scene: 'x' })).readUInt32BE(16)).toBe(430)
    expect(sandbox.control.wechat.miniCodes().at(-1)).toEqual({ page: 'pages/home/index', scene: 'x', width: 430 })
  })

  it.each([
    ['no scene', {}, 40169],
    ['an empty scene', { scene: '' }, 40169],
    ['a scene of 33 characters', { scene: 'x'.repeat(33) }, 40169],
    ['a scene with a percent sign', { scene: 'a%20' }, 40169],
    ['a Chinese scene', { scene: '阿姨' }, 40169],
    ['a page with a slash in front', { scene: 'x', page: '/pages/home/index' }, 41030],
    ['a page with a query', { scene: 'x', page: 'pages/home/index?a=1' }, 41030],
    ['a picture that is too small', { scene: 'x', width: 279 }, 40097],
    ['a picture that is too large', { scene: 'x', width: 1281 }, 40097],
  ])('is refused in JSON for %s', async (_, body, errcode) => {
    const sandbox = aSandbox()
    const answer = await post(sandbox, `${path}?access_token=${await tokenOf(sandbox)}`, body)
    expect(answer.headers.get('content-type')).toContain('json')
    expect(await answer.json()).toMatchObject({ errcode })
  })

  it('is not drawn without a token, or by another method', async () => {
    const sandbox = aSandbox()
    expect(await (await post(sandbox, path, { scene: 'x' })).json()).toMatchObject({ errcode: 41001 })
    const read = await sandbox.app.request(`${path}?access_token=${await tokenOf(sandbox)}`)
    expect(await read.json()).toMatchObject({ errcode: 43002 })
  })
})
