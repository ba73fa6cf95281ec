import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startApp, type TestApp } from '@qingpin/testing/harness'
import { newDatabase, rivalOn } from '@qingpin/testing/postgres'
import { accountOf, changeAccount } from '@qingpin/testing/rows'
import { openPg } from '../../db/pg.ts'
import { moderateName } from './profile.service.ts'
import { openSession } from './session.service.ts'

const base = inject('postgres')

/** What happens between the moment when an account is read and the moment when something is done about it. */
describe.skipIf(base === undefined)('an account that two want at once, on PostgreSQL', () => {
  let app: TestApp
  let rival: Awaited<ReturnType<typeof rivalOn>>
  beforeAll(async () => {
    const url = await newDatabase(base ?? '')
    app = await startApp('pg', {}, undefined, { open: () => openPg(url, { max: 12 }) })
    rival = await rivalOn(url)
  })
  afterAll(async () => {
    await rival.end()
    await app.stop()
  })

  /** Makes the call while the rival holds what `held` names, lets the rival do its work, and gives the reply. */
  async function meanwhile<T>(held: [sql: string, id: string], call: () => Promise<T>, work: string): Promise<T> {
    await rival.run('begin')
    await rival.run(`select 1 from ${held[0]} where id = $1 for update`, [held[1]])
    const reply = call()
    await rival.untilWaiting(1, reply)
    await rival.run(work, [held[1]])
    await rival.run('commit')
    return reply
  }
  const login = ({ username, password }: { username: string; password: string }) =>
    app.raw('POST', '/api/auth/login', { body: { username, password } })

  it('ends a session whose role is switched while all other sessions are ended', async () => {
    const own = await app.aStaff('manager')
    const account = await accountOf(app, own.id)
    app.advance(1000)
    const other = await app.db.tx((t) => openSession(t, app.ctx(), account, 'password'))
    const newest = 'select 1 from sessions where account_id = $1 order by id desc limit 1 for update'
    await rival.run('begin')
    await rival.run(newest, [own.id])
    const switching = app.raw('POST', '/api/auth/switch-role', { token: other.token, body: { role: 'personal' } })
    await rival.untilWaiting(1, switching)
    const ending = app.raw('POST', '/api/auth/sessions/end-others', { token: own.token })
    await rival.untilWaiting(2, ending)
    await rival.run('commit')
    const [switched, ended] = await Promise.all([switching, ending])
    expect([switched.status, ended.status]).toEqual([200, 200])
    const me = (token: string) => app.raw('GET', '/api/auth/me', { token })
    expect([(await me(switched.json.data.token)).status, (await me(own.token)).status]).toEqual([401, 200])
  })

  it('opens no session by a password that is changed while it is being checked', async () => {
    const staff = await app.aStaff('manager')
    const work = "update accounts set password_hash = 'another' where id = $1"
    const reply = await meanwhile(['accounts', staff.id], () => login(staff), work)
    expect([reply.status, reply.json.code]).toEqual([401, 'LOGIN_FAILED'])
  })

  it('opens no session of an account that is suspended at the same time', async () => {
    const staff = await app.aStaff('manager')
    const work = "update accounts set status = 'suspended' where id = $1"
    const reply = await meanwhile(['accounts', staff.id], () => login(staff), work)
    expect(reply.json.code).toBe('ACCOUNT_SUSPENDED')
  })

  it('is not opened by a number that moves to another account at the same time', async () => {
    const person = await app.aPerson()
    app.advance(61_000)
    await app.as()('POST /api/auth/sms-code', { body: { phone: person.phone } })
    const code = app.sandbox.sandbox.sms.outbox(person.phone)[0]?.code ?? ''
    const call = () => app.raw('POST', '/api/auth/sms-login', { body: { phone: person.phone, code } })
    const reply = await meanwhile(['accounts', person.id], call, 'update accounts set phone_hash = null where id = $1')
    expect([reply.status, reply.json.data.user.id === person.id]).toEqual([200, false])
  })

  it('has its new name when the former one is moderated at the same time', async () => {
    const { id } = await app.aPerson()
    await changeAccount(app, id, { name: '坏名字' })
    const call = () => app.db.tx((t) => moderateName(t, app.ctx(), { id, field: 'name', text: '坏名字' }))
    await meanwhile(['accounts', id], call, "update accounts set name = '新名字' where id = $1")
    expect((await accountOf(app, id)).name).toBe('新名字')
  })

  it('has the name of the later of two changes, and the reply shows it', async () => {
    const { id, token } = await app.aPerson()
    const call = () => app.raw('PATCH', '/api/auth/me', { token, body: { name: '原名', avatar: '' } })
    await changeAccount(app, id, { name: '原名' })
    const reply = await meanwhile(['accounts', id], call, "update accounts set name = '别的' where id = $1")
    expect([reply.json.data.name, (await accountOf(app, id)).name]).toEqual(['原名', '原名'])
  })

  it('stays with the WeChat account that was bound first', async () => {
    const person = await app.aPerson()
    const { code } = app.sandbox.sandbox.wechat.issueCode({ person: '后到的人' })
    const phoneCode = app.sandbox.sandbox.wechat.issuePhoneCode(person.phone).code
    const call = () => app.raw('POST', '/api/auth/miniprogram-login', { body: { code, phoneCode } })
    const work = "update accounts set wechat_id = 'the first' where id = $1"
    const reply = await meanwhile(['accounts', person.id], call, work)
    expect(reply.json.code).toBe('PHONE_TAKEN')
    expect((await accountOf(app, person.id)).wechatId).toBe('the first')
  })
})
