import { describe, expect, it } from 'vitest'
import { ALL_ROUTES, bodyOf, pathWith } from './contract-routes.ts'
import { ENGINES, useApp } from './harness.ts'
import { memoryLog } from './memory-log.ts'
import { anIdNumber, aWorker } from './workers.ts'

/** A person of whom every field is like nobody else's, so that wherever one turns up, it came from her. */
const canary = {
  name: '鸾凤独鸣',
  phone: '17791537264',
  idNumber: anIdNumber(),
  emergencyContactName: '孤鸿影只',
  emergencyContactPhone: '17791537265',
  wechat: 'wx-canary-9q',
  nativePlace: '绝处逢生县',
  ethnicity: '仅此一族',
  currentAddress: '独一无二路7弄',
  hukouAddress: '空前绝后街8号',
  familySituation: '膝下无双',
  selfIntroduction: '举世无匹的自我介绍',
  recommendationReason: '天下第一的推荐',
  certificatesText: '世上仅有的证书',
  birthDate: '1971-07-31',
  medicalExamDate: '2026-07-13',
  serviceArea: ['只此一区'],
  photoUrls: ['https://cos.example/canary-face.jpg'],
  idCardFrontUrl: 'https://cos.example/canary-paper.jpg',
  workExperiences: [
    {
      description: '独家经历',
      customerName: '稀世客户',
      customerReview: '罕见好评',
      orderNumber: 'ORD-CANARY',
      district: '孤山街道',
    },
  ],
}
const staffNote = '无人知晓的评价'
const code = 'canary-wechat-code'
const password = 'canary-password-1'
const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : []
const SECRETS = [...texts(canary), staffNote, code, password]
/** What must never stand anywhere in clear but in a reply to who may see it. */
const NUMBERS = [canary.phone, canary.idNumber, canary.emergencyContactPhone]

describe.each(ENGINES)('what is known of one person, on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, {}, log)
  const found = (text: string, secrets: readonly string[] = SECRETS) => secrets.filter((one) => text.includes(one))
  const dump = async (table: keyof typeof app.db.s) => JSON.stringify(await app.db.q.select().from(app.db.s[table]))

  it('stays out of logs, audit rows, keys, codes, sessions and public replies, through her whole story', async () => {
    const tokens: string[] = []
    const person = await app.aPerson(canary.phone)
    const [manager, employee, admin] = [
      await app.aStaff('manager'),
      await app.aStaff('employee'),
      await app.aStaff('admin'),
    ]
    const body = aWorker(canary) as never
    const withKey = (token: string, idempotencyKey: string) => [app.as(token), { idempotencyKey, body }] as const

    const [hers, registration] = withKey(person.token, 'canary-key-1')
    const { id } = await hers('POST /api/resumes/miniprogram/self-register', registration)
    await hers('POST /api/resumes/miniprogram/self-register', registration)
    const [theirs, entry] = withKey(employee.token, 'canary-key-2')
    await theirs('POST /api/resumes/miniprogram/create', entry).catch(() => 'taken')
    await theirs('POST /api/resumes/miniprogram/create', {
      ...entry,
      body: { ...(entry.body as object), createOrUpdate: true } as never,
    })
    const params = { id }
    for (const { token } of [manager, employee]) {
      const api = app.as(token)
      await api('GET /api/resumes/miniprogram/{id}', { params })
      await api('POST /api/resumes/miniprogram/{id}/reveal', { params, body: { field: 'idNumber' } })
      await api('GET /api/resumes', { query: { search: canary.name } })
      await api('GET /api/resumes', { query: { search: canary.phone, nativePlace: canary.nativePlace } })
      await api('POST /api/resumes/miniprogram/validate', { body: canary })
      await api('PATCH /api/resumes/miniprogram/{id}', {
        params,
        body: { ...canary, internalEvaluation: staffNote, version: 9 } as never,
      }).catch(() => 'conflict')
      await api('PATCH /api/resumes/miniprogram/{id}', {
        params,
        body: { internalEvaluation: staffNote, name: `${canary.name}二` } as never,
      })
      await api('PATCH /api/resumes/miniprogram/{id}', {
        params,
        body: { ...canary, internalEvaluation: null, idNumber: null } as never,
      })
      await api('PATCH /api/resumes/miniprogram/{id}', { params, body: canary as never })
    }
    await hers('GET /api/resumes/mine')
    await hers('PATCH /api/auth/me', { body: { name: canary.name, avatar: canary.photoUrls[0] ?? '' } })
    await hers('POST /api/user/update-profile', { body: { userInfo: { nickName: canary.name } } })
    const staff = {
      username: 'canary',
      password,
      name: canary.name,
      role: 'employee',
      phone: canary.emergencyContactPhone,
    }
    await app.as(admin.token)('POST /api/users', { body: staff, idempotencyKey: 'canary-key-3' })
    await app.as(admin.token)('GET /api/users', { query: { search: canary.name } })
    tokens.push((await app.as()('POST /api/auth/login', { body: { username: 'canary', password } })).token)
    await app
      .as()('POST /api/auth/login', { body: { username: canary.name, password: canary.wechat } })
      .catch(() => 'wrong')
    await app
      .as()('POST /api/auth/miniprogram-login', { body: { code, phone: canary.phone } })
      .catch(() => 'unknown')
    app.sandbox.sandbox.faults.plan({ service: 'sms', times: 1, status: 500, body: canary.phone })
    await app
      .as()('POST /api/auth/sms-code', { body: { phone: canary.emergencyContactPhone } })
      .catch(() => 'failed')

    // And every route there is, asked for with her data by people who may not or who ask wrongly.
    const replies: string[] = []
    const everything = new URLSearchParams(
      texts(canary).map((text, i): [string, string] => [i % 2 ? 'search' : `k${i}`, text]),
    ).toString()
    for (const { route, method } of ALL_ROUTES) {
      for (const token of [undefined, 'garbage', person.token, manager.token]) {
        if (route.path.endsWith('logout') || route.path.endsWith('switch-role')) continue
        const path = `${pathWith(route, encodeURIComponent(canary.name))}?${everything}`
        const init = bodyOf(route) ? { body: { ...canary, age: 'old', nested: canary } } : {}
        const reply = await app.raw(method, path, token ? { ...init, token } : init)
        if (token === undefined) replies.push(JSON.stringify(reply.json))
      }
      const open = route.allow === 'public' || route.allow === 'optional'
      if (open && method === 'GET') replies.push(JSON.stringify((await app.raw(method, pathWith(route, id))).json))
    }

    tokens.push(person.token, person.refreshToken, manager.token, employee.token)
    const log = lines.join('')
    expect(lines.length).toBeGreaterThan(100)
    expect(found(log)).toEqual([])
    expect(
      found(
        log,
        tokens.flatMap((token) => token.split('.').slice(1)),
      ),
    ).toEqual([])
    expect(found(replies.join(''))).toEqual([])
    for (const table of ['auditLog', 'idempotencyKeys', 'smsCodes', 'sessions', 'loginFailures'] as const) {
      expect([table, found(await dump(table))]).toEqual([table, []])
    }
    for (const table of Object.keys(app.db.s) as (keyof typeof app.db.s)[]) {
      expect([table, found(await dump(table), [...NUMBERS, password, ...tokens])]).toEqual([table, []])
    }
    expect(found(await dump('resumes')).length).toBeGreaterThan(5)
  })
})
