import { errorSpec } from '@qingpin/contract/errors'
import { READ_RULE } from '@qingpin/contract/attachments/attachments.rules'
import { LIMITS } from '@qingpin/contract/core/limits'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '@qingpin/contract/core/days'
import { ENGINES, refusal, startApp, type TestApp, useApp } from '@qingpin/testing/harness'
import { aLandscape, AUTHORITY, idCardBack, idCardFront, SHE } from '@qingpin/testing/id-cards'
import { memoryLog } from '@qingpin/testing/memory-log'
import { aJpegWithComment, anHeic, aPdf, aPicture, aPngBomb, aZipBomb, SCRIPT_SVG } from '@qingpin/testing/odd-files'
import { makeLocalOcr } from '../../adapters/tesseract/ocr.adapter.ts'

const { name, idNumber: id, address: addr, gender, ethnicity: nationality } = SHE
const CARD = { type: 'Front', name, id, addr, gender, nationality } as const
const front = {
  name,
  gender: 'female',
  ethnicity: nationality,
  birthDate: SHE.birthDate,
  address: addr,
  idNumber: id,
}

type Sent = Uint8Array | [bytes: Uint8Array, name: string]
const formOf = (...files: Sent[]) => {
  const form = new FormData()
  for (const file of files) {
    const [bytes, filename] = Array.isArray(file) ? file : [file, 'photo.jpg']
    form.append('file', new File([new Uint8Array(bytes)], filename))
  }
  return form
}
const of = (app: TestApp) => ({
  read: (token: string, ...files: Sent[]) => app.raw('POST', '/api/ocr/idcard', { token, form: formOf(...files) }),
  shows: (times = 1, card: object = CARD) => app.sandbox.sandbox.wechat.pictures.show({ card: card as never }, times),
  asked: () => app.sandbox.sandbox.requests.list('wechat').filter(({ route }) => route === 'idcard').length,
  fails: (plan: object, times = 1) =>
    app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'idcard', times, ...plan }),
})

describe.each(ENGINES)('a photographed id card, on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, {}, log)
  const staff = async () => app.as((await app.aStaff('employee')).token)

  it('is a proposal for a form, under our names and those of old clients', async () => {
    const { token } = await app.aPerson()
    of(app).shows()
    const { status, json } = await of(app).read(token, idCardFront())
    expect([status, json.data]).toEqual([
      200,
      {
        side: 'front',
        front,
        back: null,
        doubts: [],
        proof: expect.any(String),
        provider: 'wechat',
        words_result: {
          姓名: { words: name },
          性别: { words: '女' },
          民族: { words: '汉' },
          出生: { words: '1983/7/15' },
          住址: { words: addr },
          公民身份号码: { words: id },
        },
        risk_info: [],
      },
    ])
  })

  it('has the side that was read, under any file name', async () => {
    const { token } = await app.aPerson()
    of(app).shows(1, { type: 'Back', valid_date: '20160309-长期' })
    const { json } = await of(app).read(token, [idCardBack('长期'), 'front.png'])
    expect(json.data).toMatchObject({
      side: 'back',
      front: null,
      back: { validFrom: '2016-03-09', validTo: null, longTerm: true },
      doubts: [],
      proof: null,
      words_result: { 签发机关: { words: '' }, 签发日期: { words: '2016.03.09' }, 失效日期: { words: '长期' } },
    })
  })

  it('is read by this server when WeChat recognises nothing, or does not answer', async () => {
    const { token } = await app.aPerson()
    const first = await of(app).read(token, idCardFront())
    expect(first.json.data).toMatchObject({ provider: 'local', side: 'front', front, doubts: [] })
    of(app).fails({ status: 503 })
    const second = await of(app).read(token, [idCardBack(), 'front.png'])
    expect(second.json.data).toMatchObject({
      provider: 'local',
      side: 'back',
      back: { authority: AUTHORITY, validFrom: '2016-03-09', validTo: '2036-03-09', longTerm: false },
    })
  })

  it('has warnings where the number contradicts itself or other fields, and where it has expired', async () => {
    const { token } = await app.aPerson()
    const doubts = async (card: object) => {
      of(app).shows(1, card)
      return (await of(app).read(token, idCardFront())).json.data.doubts.map(({ field }: { field: string }) => field)
    }
    expect(await doubts({ ...CARD, id: '990101198307153924' })).toEqual(['idNumber'])
    expect(await doubts({ ...CARD, gender: '男' })).toEqual(['gender'])
    expect(await doubts({ type: 'Front', name })).toEqual(['birthDate', 'address', 'idNumber'])
    expect(await doubts({ type: 'Back', valid_date: '20060309-20260309' })).toEqual(['validTo'])
    expect(await doubts({ type: 'Back', valid_date: '20160309-' })).toEqual(['validTo'])
  })

  it('that is none is refused with a hint what to do', async () => {
    const { token } = await app.aPerson()
    const { status, json } = await of(app).read(token, aLandscape())
    expect([status, json.code, json.message]).toEqual([
      422,
      'ID_CARD_NOT_FOUND',
      errorSpec('ID_CARD_NOT_FOUND').message,
    ])
  })

  it('may be sent again: it is read again, and nothing of it is stored', async () => {
    const { token } = await app.aPerson()
    of(app).shows(2)
    const [one, other] = [await of(app).read(token, idCardFront()), await of(app).read(token, idCardFront())]
    expect(other.json.data).toEqual({ ...one.json.data, proof: expect.any(String) })
    for (const table of Object.keys(app.db.s) as (keyof typeof app.db.s)[]) {
      expect(JSON.stringify(await app.db.q.select().from(app.db.s[table]))).not.toContain(id)
    }
    expect(lines.join('')).toContain('/api/ocr/idcard')
    for (const secret of [name, id, addr, AUTHORITY]) expect(lines.join('')).not.toContain(secret)
    expect(app.deps.memoryBudget.held).toBe(0)
  })

  it('is counted, and reading the figures does not change them', async () => {
    app.advance(DAY_MS)
    const [api, { token }] = [await staff(), await app.aPerson()]
    of(app).shows()
    await of(app).read(token, idCardFront())
    await of(app).read(token, aLandscape())
    const before = await api('GET /api/ocr/metrics')
    expect(before.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^今天：识别 3 次，认出 1 次，没认出 2 次，没有回应 0 次，平均 \d+ 毫秒$/),
      expect.stringMatching(/^今天·微信识别：识别 2 次，认出 1 次，没认出 1 次/),
      expect.stringMatching(/^今天·本机识别：识别 1 次，认出 0 次，没认出 1 次/),
    ])
    const health = await api('GET /api/ocr/health')
    expect(health).toMatchObject({
      status: 'healthy',
      provider: 'wechat',
      quota: { limit: 100, used: 2 },
      metrics: before,
    })
    expect(await api('GET /api/ocr/metrics')).toBe(before)
    expect(await app.deps.metrics.text()).toMatch(
      /qingpin_ocr_seconds_count\{provider="local",outcome="unreadable"\} \d/,
    )
  })

  it('is counted exactly when twenty are sent at once', async () => {
    app.advance(DAY_MS)
    const { token } = await app.aPerson()
    of(app).shows(20)
    await Promise.all(Array.from({ length: 20 }, () => of(app).read(token, idCardFront())))
    expect((await (await staff())('GET /api/ocr/health')).quota).toEqual({ limit: 100, used: 20 })
  })
})

describe('the quota of a day', () => {
  const app = useApp('sqlite', { OCR_DAILY_CALLS: '2' })

  it('ends at our own count: then this server reads and WeChat is not called, until the next day in Beijing', async () => {
    const [{ token }, employee] = [await app.aPerson(), await app.aStaff('employee')]
    of(app).shows(3)
    for (const provider of ['wechat', 'wechat', 'local']) {
      expect((await of(app).read(token, idCardFront())).json.data.provider).toBe(provider)
    }
    expect(of(app).asked()).toBe(2)
    expect(await app.as(employee.token)('GET /api/ocr/health')).toMatchObject({
      status: 'degraded',
      provider: 'local',
      message: '微信识别暂时不用，由本机识别代替。',
      quota: { limit: 2, used: 2 },
    })
    // It is 9.30 in Beijing.
    app.advance(15 * 3_600_000)
    const later = await app.aPerson()
    expect((await of(app).read(later.token, idCardFront())).json.data.provider).toBe('wechat')
  })

  it('ends when WeChat reports it, independent of our count', async () => {
    app.advance(2 * DAY_MS)
    const { token } = await app.aPerson()
    of(app).fails({ body: { errcode: 45009, errmsg: 'reach max api daily quota limit' } })
    const before = of(app).asked()
    for (let i = 0; i < 2; i++) {
      expect((await of(app).read(token, idCardFront())).json.data).toMatchObject({ provider: 'local', front })
    }
    expect(of(app).asked()).toBe(before + 1)
  })
})

describe('a file that is no picture of a card', () => {
  const app = useApp()
  const cat = (...parts: Uint8Array[]) => Buffer.concat(parts)

  it.each<[string, string, () => Promise<Sent[]> | Sent[]]>([
    ['no file', 'FILE_MISSING', () => []],
    ['two files', 'TOO_MANY_FILES', () => [idCardFront(), idCardBack()]],
    ['nothing', 'FILE_EMPTY', () => [Buffer.alloc(0)]],
    ['more than 5 MB', 'FILE_TOO_LARGE', async () => [cat(await aPicture(), Buffer.alloc(READ_RULE.maxBytes))]],
    ['51 MB', 'FILE_TOO_LARGE', async () => [cat(await aPicture(), Buffer.alloc(51 << 20))]],
    ['a PDF', 'FILE_TYPE_NOT_ALLOWED', () => [[aPdf(), 'card.pdf']]],
    ['a drawing with a script', 'FILE_TYPE_NOT_ALLOWED', () => [[SCRIPT_SVG, 'card.svg']]],
    ['an archive', 'FILE_TYPE_NOT_ALLOWED', () => [aZipBomb(1)]],
    ['a picture of an iPhone', 'HEIC_NOT_SUPPORTED', () => [[anHeic(), 'IMG_1.HEIC']]],
    ['a picture and a page in one', 'FILE_NOT_SAFE', async () => [aJpegWithComment(await aPicture(), '<script>')]],
    ['half a picture', 'FILE_UNREADABLE', () => [[idCardFront().subarray(0, 9000), 'a.png']]],
    ['299 pixels', 'PICTURE_TOO_SMALL', async () => [await aPicture('jpeg', 640, 299)]],
    ['200 megapixels', 'PICTURE_TOO_BIG', () => [aPngBomb(20_000, 10_000)]],
  ])('(%s) is refused with %s, and no provider is called', async (_, code, make) => {
    const { token } = await app.aPerson()
    const { status, json } = await of(app).read(token, ...(await make()))
    expect([status, json.code, json.message]).toEqual([
      errorSpec(code as 'FILE_EMPTY').status,
      code,
      errorSpec(code as 'FILE_EMPTY').message,
    ])
    expect([of(app).asked(), app.deps.memoryBudget.held]).toEqual([0, 0])
  })

  it('is refused when it is not sent as a form, or not completely', async () => {
    const { token } = await app.aPerson()
    const send = (text: string, type: string) =>
      app.raw('POST', '/api/ocr/idcard', { token, text, headers: { 'content-type': type } })
    expect((await send('{}', 'application/json')).json.code).toBe('UPLOAD_FORM_NEEDED')
    const half = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf'
    const { status, json } = await send(half, 'multipart/form-data; boundary=x')
    expect([status, json.code]).toEqual([400, 'UPLOAD_INCOMPLETE'])
  })
})

describe('the reading of cards', () => {
  it('is for everyone with an account; the figures are for staff', async () => {
    const app = await startApp('sqlite')
    const guest = await app.raw('POST', '/api/ocr/idcard', { form: formOf(idCardFront()) })
    expect([guest.status, guest.json.code]).toEqual([401, 'UNAUTHORIZED'])
    const { token } = await app.aPerson()
    for (const path of ['GET /api/ocr/health', 'GET /api/ocr/metrics'] as const) {
      expect((await refusal(app.as(token)(path))).code).toBe('FORBIDDEN')
    }
    await app.stop()
  })

  it('is limited per hour', async () => {
    const app = await startApp('sqlite', {}, undefined, { limits: true })
    const { token } = await app.aPerson()
    const codes = []
    for (let i = 0; i <= LIMITS.ocr.times; i++) codes.push((await of(app).read(token, Buffer.alloc(0))).json.code)
    expect([codes[0], codes.at(-2), codes.at(-1)]).toEqual(['FILE_EMPTY', 'FILE_EMPTY', 'RATE_LIMITED'])
    await app.stop()
  })
})

describe('when no provider can read', () => {
  it('the reply says so, nothing is stored, and the next card is read once a provider can', async () => {
    const app = await startApp('sqlite')
    const [wechat] = app.deps.ocr
    if (!wechat) throw new Error('nobody reads')
    const broken = makeLocalOcr(app.deps.log, { jobMs: 1 })
    app.deps.ocr = [wechat, broken]
    const [{ token }, employee] = [await app.aPerson(), await app.aStaff('employee')]
    of(app).fails({ drop: true }, 5)
    for (let i = 0; i < 5; i++) {
      const { status, json, headers } = await of(app).read(token, idCardFront())
      expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'OCR_BUSY', '10'])
    }
    const health = await app.raw('GET', '/api/ocr/health', { token: employee.token })
    expect([health.status, health.json.code]).toEqual([503, 'OCR_BUSY'])
    of(app).shows()
    await expect.poll(async () => (await of(app).read(token, idCardFront())).status).toBe(200)
    await app.stop()
  })

  it('and WeChat failed five times, it is not called for a while, and staff can see which provider reads', async () => {
    const app = await startApp('sqlite')
    const [{ token }, employee] = [await app.aPerson(), await app.aStaff('employee')]
    const health = async () => {
      const { status, provider, quota } = await app.as(employee.token)('GET /api/ocr/health')
      return [status, provider, quota?.used]
    }
    of(app).fails({ status: 503 }, 5)
    for (let i = 0; i < 5; i++) expect((await of(app).read(token, idCardBack())).json.data.provider).toBe('local')
    expect(await health()).toEqual(['degraded', 'local', 0])
    of(app).shows()
    expect((await of(app).read(token, idCardFront())).json.data.provider).toBe('wechat')
    expect(await health()).toEqual(['healthy', 'wechat', 1])
    await app.stop()
  })

  it('and only this server is configured, WeChat is never called', async () => {
    const app = await startApp('sqlite', { OCR_PROVIDER: 'local' })
    const [{ token }, employee] = [await app.aPerson(), await app.aStaff('employee')]
    of(app).shows()
    expect((await of(app).read(token, idCardFront())).json.data).toMatchObject({ provider: 'local', front })
    expect(of(app).asked()).toBe(0)
    expect(await app.as(employee.token)('GET /api/ocr/health')).toMatchObject({
      status: 'healthy',
      provider: 'local',
      quota: null,
    })
    await app.stop()
  })
})
