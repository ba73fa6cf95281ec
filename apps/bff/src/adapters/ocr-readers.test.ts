import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { useApp } from '@qingpin/testing/harness'
import { aLandscape, AUTHORITY, idCardBack, idCardFront, SHE } from '@qingpin/testing/id-cards'
import { makeLogger } from '../runtime/log.ts'
import { memoryLog } from '@qingpin/testing/memory-log'
import { OcrFailure, type OcrPort } from '../ports/ocr.port.ts'
import { makePictures } from './sharp/picture.adapter.ts'
import { makeLocalOcr } from './tesseract/ocr.adapter.ts'

const log = makeLogger('silent')
const pictures = makePictures(log)
const local = makeLocalOcr(log)
const app = useApp()
afterAll(() => Promise.all([pictures.stop(), local.stop()]))

/** A picture as readers get it. */
const drawn = async (bytes: Buffer) => (await pictures.redraw(bytes, { longestSide: 1600, shortestSide: 300 })).bytes
const whyNot = async (reading: Promise<unknown>) => {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof OcrFailure ? error.why : error
}
const front = {
  name: SHE.name,
  gender: 'female',
  ethnicity: SHE.ethnicity,
  birthDate: SHE.birthDate,
  address: SHE.address,
  idNumber: SHE.idNumber,
}

describe('this server', () => {
  it('reads both sides of a card and recognises the side', async () => {
    expect(await local.idCard(await drawn(idCardFront()))).toEqual({ side: 'front', front })
    expect(await local.idCard(await drawn(idCardBack()))).toEqual({
      side: 'back',
      back: { authority: AUTHORITY, validFrom: '2016-03-09', validTo: '2036-03-09', longTerm: false },
    })
  })

  it('reads a card without end', async () => {
    expect(await local.idCard(await drawn(idCardBack('长期')))).toMatchObject({
      back: { validFrom: '2016-03-09', validTo: null, longTerm: true },
    })
  })

  it.each([1, 2])('reads a card that lies askew on a table by %i degrees', async (degrees) => {
    const turned = await sharp(idCardFront())
      .rotate(degrees, { background: '#6b5b4b' })
      .extend({ top: 60, bottom: 60, left: 80, right: 80, background: '#6b5b4b' })
      .jpeg({ quality: 70 })
      .toBuffer()
    expect(await local.idCard(await drawn(turned))).toMatchObject({
      front: { idNumber: SHE.idNumber, birthDate: SHE.birthDate, name: SHE.name },
    })
  })

  it('finds no card in a landscape, and no lines', async () => {
    const landscape = await drawn(aLandscape())
    expect([await whyNot(local.idCard(landscape)), await whyNot(local.lines(landscape))]).toEqual([
      'unreadable',
      'unreadable',
    ])
  })

  it('reads lines without the blanks that its engine puts between characters', async () => {
    expect((await local.lines(await drawn(idCardBack()))).join('\n')).toContain(AUTHORITY)
  })

  it('times out on a picture that takes too long, and reads the next one in another process', async () => {
    const { log: kept, lines } = memoryLog()
    const hasty = makeLocalOcr(kept, { jobMs: 1 })
    expect(await whyNot(hasty.idCard(await drawn(idCardFront())))).toBe('unavailable')
    expect([hasty.isReady(), hasty.pid()]).toEqual([false, undefined])
    expect(lines.join('')).not.toContain(SHE.name)
    await hasty.stop()
  })

  it('ends its process when it is idle', async () => {
    const brief = makeLocalOcr(log, { idleMs: 20 })
    await brief.idCard(await drawn(idCardFront()))
    await expect.poll(() => brief.pid()).toBeUndefined()
    await brief.stop()
  })
})

describe('WeChat', () => {
  const wechat = (): OcrPort => {
    const reader = app.deps.ocr.find(({ provider }) => provider === 'wechat')
    if (!reader) throw new Error('WeChat does not read')
    return reader
  }
  const sandbox = () => app.sandbox.sandbox
  const fault = (plan: object, times = 1) =>
    sandbox().faults.plan({ service: 'wechat', route: 'idcard', times, ...plan })
  const { name, idNumber: id, address: addr, gender, ethnicity: nationality } = SHE

  it('reads the front of a card', async () => {
    sandbox().wechat.pictures.show({ card: { type: 'Front', name, id, addr, gender, nationality } }, 1)
    expect(await wechat().idCard(await drawn(idCardFront()))).toEqual({ side: 'front', front })
  })

  it.each([
    ['20160309-20360309', { validFrom: '2016-03-09', validTo: '2036-03-09', longTerm: false }],
    ['20160309-长期', { validFrom: '2016-03-09', validTo: null, longTerm: true }],
    ['', { validFrom: null, validTo: null, longTerm: false }],
  ])('reads the back of a card that is valid %s', async (valid_date, validity) => {
    sandbox().wechat.pictures.show({ card: { type: 'Back', valid_date } }, 1)
    expect(await wechat().idCard(await drawn(idCardBack()))).toEqual({
      side: 'back',
      back: { authority: null, ...validity },
    })
  })

  it('reads lines', async () => {
    sandbox().wechat.pictures.show({ lines: ['招聘前端工程师', '杭州'] }, 1)
    expect(await wechat().lines(await drawn(idCardBack()))).toEqual(['招聘前端工程师', '杭州'])
  })

  it.each<[string, object, string]>([
    ['nothing is recognised', {}, 'unreadable'],
    ['the day is used up', { body: { errcode: 45009, errmsg: 'reach max api daily quota limit' } }, 'quota'],
    ['the account may not', { body: { errcode: 48001, errmsg: 'api unauthorized' } }, 'quota'],
    ['the number is unknown', { body: { errcode: 99999, errmsg: '?' } }, 'unavailable'],
    ['the answer has another shape', { body: { errcode: 0, errmsg: 'ok', type: 'Edge' } }, 'unavailable'],
    ['the answer is no JSON', { body: '<html>' }, 'unavailable'],
    ['the server fails', { status: 503 }, 'unavailable'],
    ['the line is cut', { drop: true }, 'unavailable'],
  ])('is called once when %s, and the reason is reported', async (_, plan, why) => {
    if (Object.keys(plan).length > 0) fault(plan)
    sandbox().requests.clear('wechat')
    expect(await whyNot(wechat().idCard(await drawn(aLandscape())))).toBe(why)
    expect(
      sandbox()
        .requests.list('wechat')
        .filter(({ route }) => route === 'idcard'),
    ).toHaveLength(1)
  })

  it('is called again when it is busy, and with another token when it refuses ours', async () => {
    sandbox().wechat.pictures.show({ card: { type: 'Back', valid_date: '20160309-长期' } }, 2)
    fault({ body: { errcode: -1, errmsg: 'system error' } })
    expect(await wechat().idCard(await drawn(idCardBack()))).toMatchObject({ side: 'back' })
    sandbox().wechat.revokeToken()
    expect(await wechat().idCard(await drawn(idCardBack()))).toMatchObject({ side: 'back' })
  })

  it('gets a picture under its limit of 2 MB, without place and phone', async () => {
    const noisy = await sharp({
      create: {
        width: 4000,
        height: 3000,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 90 },
      },
    })
      .withExif({ IFD0: { Model: 'Phone-of-hers' } })
      .jpeg({ quality: 95 })
      .toBuffer()
    const sent = await drawn(noisy)
    expect(sent.length).toBeLessThan(2 * 1024 * 1024)
    expect(Buffer.from(sent).toString('latin1')).not.toContain('Phone-of-hers')
  })
})
