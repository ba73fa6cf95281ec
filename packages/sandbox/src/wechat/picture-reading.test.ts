import { describe, expect, it } from 'vitest'
import { aSandbox, post, secrets, start } from '../test-sandbox.ts'
import type { Sandbox } from '../app.ts'

/** The headers of a JPEG of 30 by 20 pixels; its pixels are not read. */
const jpeg = Buffer.from('ffd8ffe000040000ffc0000b080014001e01011100ffda', 'hex')
const she = { type: 'Front', name: '赵春梅', id: '990101198307153923' } as const

async function token(sandbox: Sandbox): Promise<string> {
  const { appId, appSecret } = secrets.wechat
  const body = { grant_type: 'client_credential', appid: appId, secret: appSecret }
  const answer = (await (await post(sandbox, '/wx/cgi-bin/stable_token', body)).json()) as { access_token: string }
  return answer.access_token
}

async function read(
  sandbox: Sandbox,
  changes: { what?: string; field?: string; picture?: Buffer; query?: string } = {},
) {
  const { what = 'idcard', field = 'img', picture = jpeg, query = '' } = changes
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'a.jpg')
  const path = `/wx/cv/ocr/${what}?access_token=${await token(sandbox)}${query}`
  const response = await sandbox.app.request(path, { method: 'POST', body: form })
  return (await response.json()) as Record<string, unknown>
}

describe('reading a picture', () => {
  it('gives the planned content once, with the number of success as text', async () => {
    const sandbox = aSandbox()
    sandbox.control.wechat.pictures.show({ card: she }, 1)
    expect(await read(sandbox)).toEqual({ errcode: '0', errmsg: 'ok', ...she })
    expect(await read(sandbox)).toMatchObject({ errcode: 101002 })
  })

  it('gives lines with their positions and the size of the picture', async () => {
    const sandbox = aSandbox()
    sandbox.control.wechat.pictures.show({ lines: ['招聘前端', '杭州'] }, 1)
    expect(await read(sandbox, { what: 'comm' })).toMatchObject({
      items: [{ text: '招聘前端' }, { text: '杭州', pos: { left_top: { x: 0, y: 40 } } }],
      img_size: { w: 30, h: 20 },
    })
  })

  it.each([
    ['no picture', { field: 'image' }, 41005],
    ['an address, which is not fetched', { field: 'image', query: '&img_url=http%3A%2F%2Fx' }, 101000],
    ['two megabytes', { picture: Buffer.concat([jpeg, Buffer.alloc(2 * 1024 * 1024)]) }, 40006],
    ['no JPEG', { picture: Buffer.from('%PDF-1.7') }, 101000],
    ['an unknown type', { query: '&type=film' }, 40097],
  ])('refuses %s', async (_, changes, errcode) => {
    const sandbox = aSandbox()
    sandbox.control.wechat.pictures.show({ card: she }, 1)
    expect((await read(sandbox, changes)).errcode).toBe(errcode)
    expect(sandbox.control.wechat.pictures.planned()).toBe(1)
  })

  it('finds no picture in a body that is not a form or was cut short', async () => {
    const sandbox = aSandbox()
    const path = `/wx/cv/ocr/idcard?access_token=${await token(sandbox)}`
    const whole = '--x\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\nabc\r\n--x--\r\n'
    for (const [type, body] of [
      ['application/json', '{}'],
      ['multipart/form-data; boundary=x', whole.slice(0, -10)],
      ['multipart/form-data; boundary=y', whole],
    ] as const) {
      const response = await sandbox.app.request(path, { method: 'POST', body, headers: { 'content-type': type } })
      expect(await response.json()).toMatchObject({ errcode: 41005 })
    }
    expect(await (await sandbox.app.request(path)).json()).toMatchObject({ errcode: 43002 })
    expect(await (await sandbox.app.request('/wx/cv/ocr/idcard', { method: 'POST' })).json()).toMatchObject({
      errcode: 41001,
    })
  })

  it('is limited to a hundred a Beijing day, and starts again the next day', async () => {
    const sandbox = aSandbox()
    for (let i = 0; i < 100; i++) await read(sandbox)
    expect((await read(sandbox)).errcode).toBe(45009)
    expect(sandbox.control.wechat.pictures.usedToday()).toBe(100)
    // From noon to midnight in Beijing.
    sandbox.control.clock.fix(start + 12 * 3_600_000)
    expect((await read(sandbox)).errcode).toBe(101002)
  })

  it('gives what the control API has planned', async () => {
    const sandbox = aSandbox()
    const response = await post(sandbox, '/control/wechat/cards', { side: 'Back', valid_date: '20160309-长期' })
    expect(await response.json()).toEqual({ planned: 1, usedToday: 0 })
    expect(await read(sandbox)).toMatchObject({ type: 'Back', valid_date: '20160309-长期' })
    expect((await post(sandbox, '/control/wechat/cards', { side: 'Rand' })).status).toBe(400)
  })
})
