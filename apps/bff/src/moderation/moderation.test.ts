import { emptyDocument } from '@qingpin/cv/document'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { refusalSentence } from '@qingpin/contract/reviews/reviews.enums'
import { aPhone, ENGINES, refusal, useApp } from '@qingpin/testing/harness'
import { aRoom, asParticipant } from '@qingpin/testing/participants'
import { accountOf, countRows } from '@qingpin/testing/rows'
import { listWorker } from '@qingpin/testing/listed'
import { aWorker } from '@qingpin/testing/workers'
import { moderateName } from '../features/auth/profile.service.ts'
import { moderateParticipant } from '../features/interviews/admission.service.ts'
import { notifyRefused } from '../features/reviews/notification-lines.service.ts'
import { moderateResumeText } from '../features/resumes/moderated-fields.service.ts'
import { Worker } from '../jobs/index.ts'
import { moderationQueue } from './index.ts'

const LATER = 5 * 60_000

describe.each(ENGINES)('texts that others will see, on %s', (engine) => {
  const app = useApp(engine)
  const queue = moderationQueue(
    {
      account: moderateName,
      resume: moderateResumeText,
      participant: moderateParticipant,
      'shortlist-comment': function* () {},
      'shortlist-times': function* () {},
      article: function* () {},
      banner: function* () {},
    },
    notifyRefused,
  )
  const checks = () => app.sandbox.sandbox.requests.list('wechat').filter((one) => one.route === 'msg_sec_check')
  const sent = () => checks().map((one) => JSON.parse(one.body) as Record<string, unknown>)
  const noVerdicts = (times: number) =>
    app.sandbox.sandbox.faults.plan({ service: 'wechat', route: 'msg_sec_check', times, body: { errcode: 44991 } })
  const runLater = async () => {
    app.advance(LATER)
    await new Worker(app.deps, [queue]).runDue()
  }
  const wechatPerson = async (person: string) => {
    const { code, openid } = app.sandbox.sandbox.wechat.issueCode({ person })
    return { ...(await app.as()('POST /api/auth/miniprogram-login', { body: { code } })), openid }
  }
  let people = 0
  const register = async (over: Record<string, unknown>) => {
    const { token } = await wechatPerson(`登记的人${people++}`)
    return app.as(token)('POST /api/resumes/miniprogram/self-register', { body: aWorker(over) as never })
  }
  const resumeOf = async (id: string) => {
    const [row] = await app.db.q.select().from(app.db.s.resumes).where(eq(app.db.s.resumes.id, id))
    return row
  }
  beforeEach(() => app.sandbox.sandbox.requests.clear())

  it('are refused at their field when they are risky, and nothing is written', async () => {
    const { token, user } = await wechatPerson('取名的人')
    const refused = await refusal(app.as(token)('PATCH /api/auth/me', { body: { name: '赌博就找我' } }))
    expect([refused.status, refused.code, Object.keys(refused.fields)]).toEqual([422, 'TEXT_REFUSED', ['name']])
    expect((await accountOf(app, user.id)).name).toBe('微信用户')
    const before = await countRows(app, 'resumes')
    const worker = { selfIntroduction: '我会办假证', certificatesText: '健康证', workExperiences: [] }
    expect(Object.keys((await refusal(register(worker))).fields)).toEqual(['selfIntroduction'])
    expect(Object.keys((await refusal(register({ name: '办假证' }))).fields)).toEqual(['name'])
    expect(await countRows(app, 'resumes')).toBe(before)
  })

  it('of a CV are judged before it becomes a file, without number and mail, and never stop its author from writing', async () => {
    const { token } = await wechatPerson('写简历的人')
    const empty = emptyDocument()
    const written = (selfEvaluation: string) => ({
      ...empty,
      basics: { ...empty.basics, name: '方舟', phone: '13800005555', email: 'fangzhou@example.com' },
      selfEvaluation,
    })
    const { id } = await app.as(token)('POST /api/cvs', { body: { document: written('帮人赌博') } })
    const pdf = () => app.raw('GET', `/api/cvs/${id}/pdf`, { token })
    const refused = await pdf()
    expect([refused.status, refused.json.code, refused.json.details]).toEqual([
      422,
      'TEXT_REFUSED',
      [expect.objectContaining({ field: 'selfEvaluation' })],
    ])
    expect(JSON.stringify(sent())).not.toMatch(/13800005555|fangzhou@/)
    await app.as(token)('PATCH /api/cvs/{id}', {
      params: { id },
      body: { version: 1, document: written('做事有始有终') },
    })
    noVerdicts(9)
    expect((await pdf()).status).toBe(200)
    app.sandbox.sandbox.faults.clear()
    expect((await pdf()).status).toBe(200)
    const rows = await app.db.q.select().from(app.db.s.moderatedFields)
    expect(rows.filter(({ field }) => field === 'selfEvaluation')).toEqual([])
  })

  it('are judged with their author, and wait for staff without a call where WeChat does not know her', async () => {
    const { token, openid } = await wechatPerson('活跃的人')
    await app.as(token)('PATCH /api/auth/me', { body: { name: '小王' } })
    expect(sent()).toEqual([{ version: 2, content: '小王', openid, scene: 1 }])
    app.sandbox.sandbox.requests.clear()
    const before = await countRows(app, 'moderatedFields')
    const away = await wechatPerson('活跃的人二')
    app.sandbox.sandbox.wechat.people().forEach((one) => (one.lastLoginAt = 0))
    await app.as(away.token)('PATCH /api/auth/me', { body: { name: '小李' } })
    expect(sent().map((one) => one.version)).toEqual([2])
    app.sandbox.sandbox.requests.clear()
    const person = await app.aPerson()
    await app.as(person.token)('PATCH /api/auth/me', { body: { name: '测试违规' } })
    expect(sent()).toEqual([])
    expect((await countRows(app, 'moderatedFields')) - before).toBe(2)
  })

  it('that no service has judged are all shown to reviewers, who let them stand or have them replaced', async () => {
    const person = await app.aPerson()
    const { id } = await app.as(person.token)('POST /api/resumes/miniprogram/self-register', {
      body: aWorker({ selfIntroduction: '细心', workExperiences: [{ description: '加微信赌博' }] }) as never,
    })
    const operator = app.as((await app.aStaff('operator')).token)
    const employee = app.as((await app.aStaff('employee')).token)
    const { items, total } = await operator('GET /api/reviews')
    const hers = items.filter(({ text }) => ['细心', '加微信赌博'].includes(text ?? ''))
    expect(hers.map(({ subject, field }) => `${subject} ${field}`).toSorted()).toEqual([
      'resume selfIntroduction',
      'resume workExperiences',
    ])
    expect(hers.map(({ cause, about }) => [cause, about])).toEqual(hers.map(() => ['unknown-author', '钱小燕']))
    expect([total, (await operator('GET /api/today')).reviewsWaiting]).toEqual([items.length, items.length])
    const decide = (text: string, verdict: 'pass' | 'refuse', as = operator) =>
      as('POST /api/reviews/{id}', {
        params: { id: hers.find((one) => one.text === text)?.id ?? '' },
        body: { verdict, ...(verdict === 'refuse' ? { reason: 'contact' as const } : {}) },
      })
    expect((await refusal(decide('细心', 'pass', employee))).code).toBe('FORBIDDEN')
    await decide('细心', 'pass')
    await decide('加微信赌博', 'refuse')
    expect((await refusal(decide('加微信赌博', 'refuse'))).code).toBe('REVIEW_DECIDED')
    expect((await refusal(decide('细心', 'refuse'))).code).toBe('REVIEW_DECIDED')
    await runLater()
    const row = await resumeOf(id)
    expect([row?.selfIntroduction, row?.workExperiences[0]?.description]).toEqual(['细心', ''])
    expect((await app.as(person.token)('GET /api/notifications')).items).toMatchObject([
      { kind: 'content-refused', title: '您写的介绍没通过审核', text: refusalSentence('contact', null) },
    ])
  })

  it('are accepted when WeChat does not answer, and judged later; a good verdict leaves no row', async () => {
    noVerdicts(1)
    const before = await countRows(app, 'moderatedFields')
    const { token, user } = await wechatPerson('等结果的人')
    await app.as(token)('PATCH /api/auth/me', { body: { name: '王阿姨' } })
    expect((await countRows(app, 'moderatedFields')) - before).toBe(1)
    await runLater()
    expect([await countRows(app, 'moderatedFields'), (await accountOf(app, user.id)).name]).toEqual([before, '王阿姨'])
  })

  it('are moderated when the late verdict is bad, unless they were changed meanwhile', async () => {
    noVerdicts(2)
    const earlier = await countRows(app, 'moderatedFields')
    const { token, user: person } = await wechatPerson('被换名的人')
    const api = app.as(token)
    await api('PATCH /api/auth/me', { body: { name: '赌博大王' } })
    const { id } = await register({
      selfIntroduction: '刷卡赌博都可以',
      workExperiences: [{ description: '办假证三年' }],
    })
    expect((await resumeOf(id))?.selfIntroduction).toBe('刷卡赌博都可以')
    await runLater()
    expect((await accountOf(app, person.id)).name).toBe('微信用户')
    const row = await resumeOf(id)
    expect([row?.selfIntroduction, row?.workExperiences[0]?.description]).toEqual([null, ''])
    const states = (await app.db.q.select().from(app.db.s.moderatedFields)).slice(earlier).map((one) => one.state)
    expect(states).toEqual(['refused', 'refused', 'refused'])

    noVerdicts(1)
    await api('PATCH /api/auth/me', { body: { name: '赌博小王' } })
    await api('PATCH /api/auth/me', { body: { name: '王小姐' } })
    await runLater()
    expect((await accountOf(app, person.id)).name).toBe('王小姐')
  })

  it('of one resume are judged together, as many as fit into a call, and the bad one is found among them', async () => {
    const stays = (from: number) => Array.from({ length: 50 }, (_, i) => ({ description: `带过${from + i}个宝宝` }))
    await register({ selfIntroduction: '细心', workExperiences: stays(100) })
    expect(sent().map((one) => String(one.content).split('\n').length)).toEqual([52])
    app.sandbox.sandbox.requests.clear()
    const bad = stays(200).with(31, { description: '办假证三年' })
    expect(Object.keys((await refusal(register({ workExperiences: bad }))).fields)).toEqual([
      'workExperiences.31.description',
    ])
    expect(checks().length).toBeLessThanOrEqual(8)
    app.sandbox.sandbox.requests.clear()
    await register({ workExperiences: stays(300).map(({ description }) => ({ description: description.repeat(50) })) })
    const lengths = sent().map((one) => [...String(one.content)].length)
    expect([lengths.length, Math.max(...lengths) <= 2500]).toEqual([9, true])
  })

  it('are queued for review, not refused, when they are risky only together', async () => {
    const { contentCheck } = app.deps
    const judge = async (text: string) => ({
      verdict: (text.includes('\n') ? 'risky' : 'pass') as 'risky' | 'pass',
      label: null,
    })
    Object.assign(app.deps, { contentCheck: { longest: 2500, judge } })
    const before = await countRows(app, 'moderatedFields')
    await register({ selfIntroduction: '细心', workExperiences: [{ description: '做过月嫂' }] })
    expect((await countRows(app, 'moderatedFields')) - before).toBe(2)
    Object.assign(app.deps, { contentCheck })
  })

  it('are queued for review one by one: the doubtful text is found among the others', async () => {
    const before = await app.db.q.select().from(app.db.s.moderatedFields)
    const stays = Array.from({ length: 9 }, (_, i) => ({ description: i === 5 ? '刷单也会' : `带过${i}个宝宝` }))
    const { token } = await wechatPerson('认真的人')
    const body = aWorker({ workExperiences: stays }) as never
    await app.as(token)('POST /api/resumes/miniprogram/self-register', { body })
    const kept = (await app.db.q.select().from(app.db.s.moderatedFields)).slice(before.length)
    expect(kept.map(({ field, state }) => [field, state])).toEqual([['workExperiences.5.description', 'review']])
  })

  it('are not judged where a resume is refused anyway, nor by a check that is off', async () => {
    const phone = aPhone()
    await register({ phone })
    const long = Array.from({ length: 50 }, () => ({ description: '带过很多宝宝'.repeat(100) }))
    app.sandbox.sandbox.requests.clear()
    const staff = app.as((await app.aStaff('employee')).token)
    const body = aWorker({ phone, workExperiences: long }) as never
    app.sandbox.sandbox.requests.clear()
    const repeated = staff('POST /api/resumes/miniprogram/self-register', { body })
    expect((await refusal(repeated)).code).toBe('DUPLICATE_PHONE')
    const { token } = await wechatPerson('登记两次的人')
    const mine = (over: Record<string, unknown>) =>
      app.as(token)('POST /api/resumes/miniprogram/self-register', { body: aWorker(over) as never })
    await mine({})
    app.sandbox.sandbox.requests.clear()
    expect((await refusal(mine({ workExperiences: long }))).code).toBe('ALREADY_REGISTERED')
    expect(checks()).toEqual([])
    noVerdicts(50)
    const before = await countRows(app, 'moderatedFields')
    await register({ workExperiences: long })
    expect([checks().length, (await countRows(app, 'moderatedFields')) - before]).toEqual([1, 50])
    app.sandbox.sandbox.faults.clear()
  })

  it('that are doubtful are accepted and queued for review', async () => {
    const before = await countRows(app, 'moderatedFields')
    const { token } = await wechatPerson('可疑的人')
    expect((await app.as(token)('PATCH /api/auth/me', { body: { name: '刷单小能手' } })).name).toBe('刷单小能手')
    const rows = await app.db.q.select().from(app.db.s.moderatedFields)
    expect([rows.length - before, rows.at(-1)?.state]).toEqual([1, 'review'])
    expect(JSON.stringify(rows)).not.toContain('刷单')
  })

  it('in a room are refused too: the name of a guest and a text message', async () => {
    const room = await aRoom(app, { lobby: false })
    await room.enter()
    const { token } = await wechatPerson('进房间的人')
    const { ticket } = await room.inviteTicket()
    const join = (userName: string) => app.as(token)('POST /api/interview/guest/join', { body: { userName, ticket } })
    const refused = await refusal(join('赌博网'))
    expect([refused.code, Object.keys(refused.fields)]).toEqual(['TEXT_REFUSED', ['userName']])
    const participant = asParticipant(app, (await join('王桂兰')).participantToken, token)
    const say = (text: string) =>
      participant('POST /api/interview/participant/messages', { body: { id: 'a'.repeat(16), text } })
    expect(Object.keys((await refusal(say('来赌博吗'))).fields)).toEqual(['text'])
    await say('您好')
    noVerdicts(1)
    await say('网络不好')
  })

  it('of a listed worker are not shown to strangers before they were judged, and then are', async () => {
    const staff = app.as((await app.aStaff('manager')).token)
    noVerdicts(1)
    const stays = [{ description: '带过三个宝宝' }]
    const { id } = await register({ selfIntroduction: '我很细心', workExperiences: stays })
    await listWorker(staff, id)
    const seen = async () => {
      const one = await app.as()('GET /api/resumes/public/{id}', { params: { id } })
      return [one.selfIntroduction, one.workExperiences[0]?.description]
    }
    expect(await seen()).toEqual([null, ''])
    expect(await resumeOf(id)).toMatchObject({ selfIntroduction: '我很细心' })
    await runLater()
    expect(await seen()).toEqual(['我很细心', '带过三个宝宝'])
  })

  it('of a listed worker that a reviewer refused are not shown to strangers before they were replaced', async () => {
    const staff = app.as((await app.aStaff('manager')).token)
    const person = await app.aPerson()
    const { id } = await app.as(person.token)('POST /api/resumes/miniprogram/self-register', {
      body: aWorker({ selfIntroduction: '加我另谈价钱', workExperiences: [] }) as never,
    })
    await listWorker(staff, id)
    const text = (await staff('GET /api/reviews')).items.find((one) => one.text === '加我另谈价钱')
    await staff('POST /api/reviews/{id}', {
      params: { id: text?.id ?? '' },
      body: { verdict: 'refuse', reason: 'contact' },
    })
    const seen = async () => (await app.as()('GET /api/resumes/public/{id}', { params: { id } })).selfIntroduction
    const found = async (keyword: string) => {
      const { items } = await app.as()('GET /api/resumes/public/list', { query: { keyword } })
      return items.some((one) => one.id === id)
    }
    expect((await resumeOf(id))?.selfIntroduction).toBe('加我另谈价钱')
    expect([await seen(), await found('另谈价钱')]).toEqual([null, false])
    await runLater()
    expect([await seen(), await found('另谈价钱')]).toEqual([null, false])
    // What stands there instead is read and found.
    const body = { selfIntroduction: '做事细心周到' }
    await staff('PATCH /api/resumes/miniprogram/{id}', { params: { id }, body: body as never })
    expect([await seen(), await found('细心周到')]).toEqual(['做事细心周到', true])
  })

  it('that get no verdict for a day are shown to reviewers, and at once where the check was switched off', async () => {
    noVerdicts(99)
    const [silent, off] = ['一直没有结果', '后来关了审核']
    await register({ selfIntroduction: silent, workExperiences: [] })
    await runLater()
    const shown = async () => {
      const operator = app.as((await app.aStaff('operator')).token)
      return (await operator('GET /api/reviews')).items.map(({ text, cause }) => `${text} ${cause}`)
    }
    expect(await shown()).not.toContain(`${silent} no-verdict`)
    for (let tries = 0; tries < 13; tries++) {
      app.advance(8 * 3_600_000)
      await new Worker(app.deps, [queue]).runDue()
    }
    expect(await shown()).toContain(`${silent} no-verdict`)
    await register({ selfIntroduction: off, workExperiences: [] })
    app.sandbox.sandbox.faults.clear()
    const { contentCheck } = app.deps
    Object.assign(app.deps, { contentCheck: null })
    await runLater()
    Object.assign(app.deps, { contentCheck })
    expect(await shown()).toContain(`${off} no-verdict`)
  })

  it('in the chat of a room wait for staff where WeChat does not know their author, and are withdrawn on refusal', async () => {
    const room = await aRoom(app, { lobby: false })
    const { participantToken: host, guestId: hostId } = await room.enter()
    const guest = await room.guest('王桂兰')
    const say = (id: string, text: string) =>
      asParticipant(app, guest.participantToken)('POST /api/interview/participant/messages', { body: { id, text } })
    await say('b'.repeat(16), '加我微信另谈')
    await say('c'.repeat(16), '您好')
    const operator = app.as((await app.aStaff('operator')).token)
    const waiting = async () => (await operator('GET /api/reviews')).items.filter(({ field }) => field === 'message')
    const lines = await waiting()
    expect(lines.map(({ text }) => text).toSorted()).toEqual(['加我微信另谈', '您好'].toSorted())
    const first = lines.find(({ text }) => text === '加我微信另谈')
    await operator('POST /api/reviews/{id}', {
      params: { id: first?.id ?? '' },
      body: { verdict: 'refuse', reason: 'contact' },
    })
    await runLater()
    const { events } = await asParticipant(app, host)('GET /api/events/{topic}', {
      params: { topic: `participant:${hostId}` },
      query: { wait: '0' },
    })
    expect(events.at(-1)).toMatchObject({
      type: 'message-withdrawn',
      data: { id: 'b'.repeat(16), from: guest.guestId },
    })
    // What was said is gone with the room, also from the queue.
    await room.end()
    expect(await waiting()).toEqual([])
  })

  it('longer than one call may hold are judged piece by piece', async () => {
    const { openid } = await wechatPerson('写得长的人')
    const text = `${'好'.repeat(4000)}赌博`
    expect(await app.deps.contentCheck?.judge(text, { wechatId: openid, scene: 'profile' })).toEqual({
      verdict: 'risky',
      label: 'crime',
    })
    expect(checks()).toHaveLength(2)
  })
})

describe('CONTENT_CHECK=off', () => {
  const app = useApp('sqlite', { CONTENT_CHECK: 'off' })

  it('judges nothing', async () => {
    const person = await app.aPerson()
    expect((await app.as(person.token)('PATCH /api/auth/me', { body: { name: '赌博' } })).name).toBe('赌博')
    expect(app.sandbox.sandbox.requests.list('wechat')).toEqual([])
  })
})
