import { describe, expect, it } from 'vitest'
import { ApiError, isApiError, makeClient, type Transport } from './client.ts'
import type { ContractMap } from './contract.ts'

type Sent = Parameters<Transport>[0]
const ok = (data: unknown) => ({
  status: 200,
  data: { success: true, data, message: '成功', requestId: 'r', timestamp: 1 },
})

/** A client and what it handed to the network. */
function aClient(answer: { status: number; data: unknown } = ok({})) {
  const sent: Sent[] = []
  const api = makeClient<ContractMap>(async (request) => {
    sent.push(request)
    return answer
  })
  return { api, sent }
}
const failureOf = async (answer: { status: number; data: unknown }): Promise<ApiError> => {
  const error: unknown = await aClient(answer)
    .api('GET /api/health')
    .catch((caught: unknown) => caught)
  if (!(error instanceof ApiError)) throw new Error('it was no ApiError')
  return error
}

describe('a refusal that bears an old name for old clients', () => {
  it('has our code in its first detail, which the client reads first', async () => {
    const details = [{ field: 'phone', message: '登记过', existingId: 'ab12', code: 'DUPLICATE_PHONE' }]
    const error = await failureOf({
      status: 409,
      data: { success: false, error: 'DUPLICATE', code: 'DUPLICATE', details },
    })
    expect([error.code, error.fields]).toEqual(['DUPLICATE_PHONE', { phone: '登记过' }])
  })
})

describe('the typed client', () => {
  it('resolves to the data of the envelope', async () => {
    expect(await aClient(ok({ status: 'ok' })).api('GET /api/health')).toEqual({ status: 'ok' })
    expect(await aClient(ok(null)).api('GET /api/health')).toBeNull()
    expect(await aClient({ ...ok(1), status: 201 }).api('GET /api/health')).toBe(1)
  })

  it('sends a call without a body as bare as it is', async () => {
    const { api, sent } = aClient()
    await api('POST /api/auth/logout')
    expect(sent).toEqual([{ method: 'POST', url: '/api/auth/logout', header: {}, data: undefined }])
  })

  it('sends a body as JSON, and the idempotency key', async () => {
    const { api, sent } = aClient()
    const body = { phone: '13800000000' }
    await api('POST /api/auth/sms-code', { body, idempotencyKey: 'k-1' })
    expect(sent).toEqual([
      {
        method: 'POST',
        url: '/api/auth/sms-code',
        header: { 'content-type': 'application/json', 'idempotency-key': 'k-1' },
        data: '{"phone":"13800000000"}',
      },
    ])
  })

  it.each([
    ['a/b', 'a%2Fb'],
    ['../../users', '..%2F..%2Fusers'],
    ['a?b=c#d', 'a%3Fb%3Dc%23d'],
    ['百分%之', '%E7%99%BE%E5%88%86%25%E4%B9%8B'],
    ['{id}', '%7Bid%7D'],
    ['$&', '%24%26'],
    ['', ''],
  ])('encodes the path parameter "%s", so that no value leads to another route', async (id, encoded) => {
    const { api, sent } = aClient()
    await api('GET /api/resumes/miniprogram/{id}', { params: { id } })
    await api('POST /api/resumes/miniprogram/{id}/reveal', { params: { id }, body: { field: 'phone' } })
    expect(sent.map((one) => one.url)).toEqual([
      `/api/resumes/miniprogram/${encoded}`,
      `/api/resumes/miniprogram/${encoded}/reveal`,
    ])
  })

  it('writes a query: lists repeated, empty values left out, everything encoded', async () => {
    const { api, sent } = aClient()
    const query = {
      search: '王 & 李=?',
      jobType: ['yuesao', 'baojie'],
      skills: [],
      keyword: '',
      nativePlace: undefined,
      cursor: null,
      minAge: 0,
      page: 2,
    }
    await api('GET /api/resumes', { query: query as never })
    await api('GET /api/resumes', { query: {} })
    await api('GET /api/resumes')
    expect(sent.map((one) => one.url)).toEqual([
      '/api/resumes?search=%E7%8E%8B%20%26%20%E6%9D%8E%3D%3F&jobType=yuesao&jobType=baojie&minAge=0&page=2',
      '/api/resumes',
      '/api/resumes',
    ])
  })

  it('turns a refusal into an ApiError with code, sentence, fields and the id to quote', async () => {
    const details = [
      { field: 'phone', message: '手机号要11位。' },
      { field: 'phone', message: '后来的话' },
      { field: 'list.1.day', message: '日期不对。' },
      { field: '', message: '没有字段' },
      { field: 'x' },
      null,
    ]
    const error = await failureOf({
      status: 400,
      data: {
        success: false,
        code: 'VALIDATION_ERROR',
        error: 'VALIDATION_ERROR',
        message: '有几处没填对',
        details,
        requestId: 'req-1',
      },
    })
    expect(error).toMatchObject({
      status: 400,
      code: 'VALIDATION_ERROR',
      message: '有几处没填对',
      requestId: 'req-1',
      details,
    })
    expect(error.fields).toEqual({ phone: '手机号要11位。', 'list.1.day': '日期不对。' })
    expect(isApiError(error)).toBe(true)
  })

  it.each([
    [502, '<html>Bad Gateway</html>'],
    [200, '<html>a captive portal</html>'],
    [200, ''],
    [200, null],
    [200, undefined],
    [200, []],
    [200, { data: 1 }],
    [200, { success: 'true', data: 1 }],
    [200, { success: false, message: 5, code: 7 }],
    [204, undefined],
    [304, undefined],
    [500, { success: true, data: 1 }],
    [0, undefined],
  ])('is an ApiError that a person can read when the answer is %s %j', async (status, data) => {
    const error = await failureOf({ status, data })
    expect(error).toMatchObject({ status, code: 'UNKNOWN', message: '服务没有正常回答，请稍后再试。', requestId: '' })
    expect(error.fields).toEqual({})
  })

  it('passes on the error of the transport when no answer came', async () => {
    const offline = new Error('offline')
    const api = makeClient<ContractMap>(() => Promise.reject(offline))
    await expect(api('GET /api/health')).rejects.toBe(offline)
    expect([isApiError(offline), isApiError(null), isApiError({ name: 'ApiError' })]).toEqual([false, false, false])
  })
})
