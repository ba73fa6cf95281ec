import { NEEDS } from '@qingpin/contract/customers/customers.fields'
import {
  BASICS_FIELDS,
  blankEntry,
  type CvDocument,
  emptyDocument,
  INTENTION_FIELDS,
  isBulleted,
  LIST_FIELDS,
  LIST_NAMES,
} from '@qingpin/cv/document'
import { describe, expect, it } from 'vitest'
import { ALL_ROUTES, bodyOf, pathWith } from '@qingpin/testing/contract-routes'
import { aCustomer } from '@qingpin/testing/customers'
import { ENGINES, useApp } from '@qingpin/testing/harness'
import { memoryLog } from '@qingpin/testing/memory-log'
import { readRun, textOf } from '@qingpin/testing/run-reader'
import { aRoom, asParticipant } from '@qingpin/testing/participants'
import { showAPaper } from '@qingpin/testing/uploads'
import { anIdNumber, aWorker } from '@qingpin/testing/workers'

/** A person whose every field is unique, so that a found one is hers. */
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

describe.each(ENGINES)('the personal data of one person, on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, {}, log)
  const found = (text: string, secrets: readonly string[] = SECRETS) => secrets.filter((one) => text.includes(one))
  const dump = async (table: keyof typeof app.db.s) => JSON.stringify(await app.db.q.select().from(app.db.s[table]))

  it('stays out of logs, audit rows, keys, codes, sessions and public replies in every feature', async () => {
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
    const signature = await showAPaper(app, person.token, id, `${canary.name}的身份证.png`)
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
    expect(found(log, [...SECRETS, signature])).toEqual([])
    expect(
      found(
        log,
        tokens.flatMap((token) => token.split('.').slice(1)),
      ),
    ).toEqual([])
    expect(found(replies.join(''))).toEqual([])
    for (const table of [
      'auditLog',
      'idempotencyKeys',
      'smsCodes',
      'sessions',
      'loginFailures',
      'jobs',
      'files',
    ] as const) {
      expect([table, found(await dump(table))]).toEqual([table, []])
    }
    for (const table of Object.keys(app.db.s) as (keyof typeof app.db.s)[]) {
      expect([table, found(await dump(table), [...NUMBERS, password, ...tokens])]).toEqual([table, []])
    }
    expect(found(await dump('resumes')).length).toBeGreaterThan(5)
  })
})

/** A customer whose every field is unique, but for choices from lists. */
const client = {
  name: '凤毛麟角',
  phone: '17791537266',
  wechatId: 'wx-canary-client-7',
  idCardNumber: anIdNumber(),
  salaryBudget: 43_217,
  expectedStartDate: '2027-03-17',
  expectedDeliveryDate: '2027-04-19',
  dealAmount: 7_654_321.5,
  address: '举目无双路9号',
  area: '世外桃源区',
  ageRequirement: '四十又七',
  genderRequirement: '只要双胞胎',
  originRequirement: '海角天涯',
  remarks: '千载难逢的备注',
  assignmentReason: '独此一份的缘由',
  ...Object.fromEntries(NEEDS.map((name) => [name, `独有的${name}`])),
}
const said = { content: '前无古人的跟进', result: '后无来者的结果' }

/** A CV in which every field holds what stands nowhere else. */
function aCanaryCv(): CvDocument {
  const filled = (section: string, fields: readonly string[]) =>
    Object.fromEntries(fields.map((field) => [field, `cv-canary-${section}-${field}`]))
  const entry = (list: (typeof LIST_NAMES)[number]) => ({
    ...blankEntry(list, 'e1'),
    ...filled(list, LIST_FIELDS[list]),
    ...(isBulleted(list) ? { bullets: [{ id: 'b1', text: `cv-canary-${list}-bullet` }] } : {}),
  })
  return {
    ...emptyDocument(),
    ...Object.fromEntries(LIST_NAMES.map((list) => [list, [entry(list)]])),
    basics: { ...filled('basics', BASICS_FIELDS), phone: '17791537267' },
    intention: filled('intention', INTENTION_FIELDS),
    selfEvaluation: 'cv-canary-self',
  } as CvDocument
}
const cv = aCanaryCv()
const cvTitle = '天字第一号简历'
/** Numbers in a chat: of the question, of the answer, of its thinking, and of the name of the chat. */
const chat = { question: '17791537268', answer: '17791537269', thinking: '17791537270', title: '17791537271' }

/** What stands nowhere else of a talk by video: who came, what was said, and where a device is. */
const call = {
  guest: '空谷幽兰',
  line: '石破天惊的一句',
  sdp: 'v=0 o=canary-device 10.77.31.9',
  path: 'canary-candidate',
}

const RECORDS = [
  ...texts(client),
  ...texts(said),
  '7654321.5',
  '765432150',
  cvTitle,
  ...texts(chat),
  ...texts(call),
].concat(texts(cv).filter((text) => text.length > 2))
const RECORD_NUMBERS = [client.phone, client.wechatId, client.idCardNumber, cv.basics.phone, ...texts(chat)]

describe.each(ENGINES)('the content of customers, CVs, chats and interviews, on %s', (engine) => {
  const { log, lines } = memoryLog()
  const app = useApp(engine, {}, log)
  const found = (text: string, secrets: readonly string[] = RECORDS) => secrets.filter((one) => text.includes(one))
  const dump = async (table: keyof typeof app.db.s) => JSON.stringify(await app.db.q.select().from(app.db.s[table]))

  async function aCustomerStory() {
    const [staff, colleague] = [await app.aStaff('employee'), await app.aStaff('employee')]
    const api = app.as(staff.token)
    const entry = { body: aCustomer(client) as never, idempotencyKey: 'canary-client' }
    const { id } = await api('POST /api/customers/miniprogram/create', entry)
    await api('POST /api/customers/miniprogram/create', entry)
    const taken = app.as(colleague.token)('POST /api/customers/miniprogram/create', { body: entry.body })
    const refusedReply = await taken.catch((error: { details: unknown; message: string }) => [
      error.message,
      error.details,
    ])
    await api('POST /api/customers/miniprogram/create', {
      body: { ...aCustomer(client), leadLevel: client.name, homeArea: client.phone } as never,
    }).catch(() => 'invalid')
    const params = { id }
    const note = { params, body: { type: 'phone', ...said, nextFollowUpDate: '2027-05-23' } as never }
    await api('POST /api/customers/miniprogram/{id}/follow-ups', { ...note, idempotencyKey: 'canary-note' })
    await api('POST /api/customers/miniprogram/{id}/follow-ups', { ...note, idempotencyKey: 'canary-note' })
    for (const field of ['phone', 'wechatId', 'idCardNumber'] as const) {
      await api('POST /api/customers/miniprogram/{id}/reveal', { params, body: { field } })
    }
    for (const search of [client.name, client.phone, client.phone.slice(-4)]) {
      await api('GET /api/customers/miniprogram/list', { query: { search, name: client.name, phone: client.phone } })
    }
    const seen = [
      await api('GET /api/customers/miniprogram/{id}', { params }),
      await api('GET /api/customers/miniprogram/list'),
      await api('GET /api/customers/miniprogram/{id}/follow-ups', { params }),
      await api('GET /api/today'),
    ]
    expect(found(JSON.stringify(seen), [client.name, said.content, client.address])).toHaveLength(3)
    expect(found(JSON.stringify(seen), RECORD_NUMBERS)).toEqual([])
    return { id, token: staff.token, colleague, refusedReply }
  }

  async function aCvStory() {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const begun = { body: { document: cv, title: cvTitle }, idempotencyKey: 'canary-cv' }
    const { id } = await api('POST /api/cvs', begun)
    await api('POST /api/cvs', begun)
    const params = { id }
    await api('PATCH /api/cvs/{id}', { params, body: { version: 1, document: { ...cv, selfEvaluation: '' } } })
    await api('PATCH /api/cvs/{id}', { params, body: { version: 1, document: cv } }).catch(() => 'conflict')
    await api('PATCH /api/cvs/{id}', { params, body: { version: 2, document: cv } })
    await api('POST /api/cvs/{id}/copy', { params, idempotencyKey: 'canary-copy' })
    await api('PATCH /api/cvs/{id}', {
      params,
      body: { version: 3, document: { ...cv, work: cvTitle } } as never,
    }).catch(() => 'invalid')
    const pdf = await app.raw('GET', `/api/cvs/${id}/pdf`, { token })
    expect(pdf.status).toBe(200)
    return { id, token }
  }

  async function aChatStory() {
    const { token } = await app.aPerson()
    const api = app.as(token)
    const vendor = app.sandbox.sandbox
    vendor.deepseek.script({ thinking: `想到${chat.thinking}`, text: `打${chat.answer}` })
    const begun = { body: { text: `我的号码是${chat.question}` }, idempotencyKey: 'canary-chat' }
    const { chat: made, run } = await api('POST /api/assistant/chats', begun)
    await api('POST /api/assistant/chats', begun)
    expect(textOf(await readRun(app, token, run.topic))).toContain(chat.answer)
    await app.deps.background.idle()
    const params = { id: made.id }
    await api('PATCH /api/assistant/chats/{id}', { params, body: { title: chat.title } })
    vendor.faults.plan({ service: 'deepseek', times: 9, status: 500, body: chat.answer })
    await api('POST /api/assistant/chats/{id}/messages', { params, body: { text: chat.question } })
    await app.deps.background.idle()
    vendor.faults.clear('deepseek')
    expect(JSON.stringify(await api('GET /api/assistant/chats/{id}', { params }))).toContain(chat.question)
    return { id: made.id, token, run }
  }

  async function aCallStory() {
    const room = await aRoom(app)
    const host = await room.enter()
    const guest = await room.guest(call.guest)
    const participant = asParticipant(app, guest.participantToken)
    await room.decide(guest.guestId, 'admit')
    await participant('POST /api/interview/participant/heartbeat', { body: { run: 'r', mic: true, cam: true } })
    const signal = { to: host.guestId, run: 'r', toRun: 'h' }
    for (const said of [
      { description: { type: 'offer' as const, sdp: call.sdp } },
      { candidate: { candidate: call.path } },
    ])
      await participant('POST /api/interview/participant/signals', { body: { ...signal, ...said } })
    await participant('POST /api/interview/participant/messages', { body: { id: 'm1', text: call.line } })
    const heard = await asParticipant(app, host.participantToken)('GET /api/events/{topic}', {
      params: { topic: `participant:${host.guestId}` },
      query: { wait: '0' },
    })
    expect(found(JSON.stringify(heard), texts(call))).toEqual(texts(call))
    // The room stays open: nothing has been forgotten yet.
    return { id: guest.guestId, roomId: room.roomId, topic: `participant:${host.guestId}` }
  }

  it('stays out of logs, audit rows, keys, events, jobs and replies to others', async () => {
    const [customer, resume, talk] = [await aCustomerStory(), await aCvStory(), await aChatStory()]
    const video = await aCallStory()
    const replies = [JSON.stringify(customer.refusedReply)]
    const ask = async (method: string, path: string, token: string | undefined, body: boolean) => {
      const reply = await app.raw(method, path, { ...(body ? { body: {} } : {}), ...(token ? { token } : {}) })
      return JSON.stringify([reply.json, [...reply.headers]])
    }
    const stranger = await app.aPerson()
    const everything = new URLSearchParams(
      RECORDS.map((text, i): [string, string] => [i % 2 ? 'search' : `k${i}`, text]),
    ).toString()
    for (const { route, method } of ALL_ROUTES) {
      if (route.path.endsWith('logout') || route.path.endsWith('switch-role')) continue
      for (const token of [undefined, stranger.token, customer.colleague.token]) {
        for (const id of [customer.id, resume.id, talk.id, talk.run.id, talk.run.topic, ...Object.values(video)]) {
          replies.push(await ask(method, `${pathWith(route, id)}?${everything}`, token, bodyOf(route) !== undefined))
        }
      }
    }
    replies.push(JSON.stringify((await app.raw('GET', '/metrics')).json))

    const log = lines.join('')
    expect(lines.length).toBeGreaterThan(100)
    expect(found(log)).toEqual([])
    expect(found(replies.join(''))).toEqual([])
    for (const table of ['auditLog', 'idempotencyKeys', 'events', 'jobs', 'sessions'] as const) {
      expect([table, found(await dump(table))]).toEqual([table, []])
    }
    for (const table of ['chats', 'chatMessages', 'runs'] as const) {
      expect([table, found(await dump(table))]).toEqual([table, []])
    }
    expect(found(await dump('cvs'))).toEqual([cvTitle])
    for (const table of Object.keys(app.db.s) as (keyof typeof app.db.s)[]) {
      expect([table, found(await dump(table), RECORD_NUMBERS)]).toEqual([table, []])
    }
    expect(found(await dump('customers')).length).toBeGreaterThan(10)
  })
})
