import { openSession } from '@qingpin/bff/features/auth/session.service'
import { aPhone, PASSWORD, type TestApp } from '../harness.ts'
import { accountOf } from '../rows.ts'
import type { Example, ExamplesOf } from './example.ts'

async function codeFor(app: TestApp, phone: string) {
  await app.as()('POST /api/auth/sms-code', { body: { phone } })
  return app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
}

const anotherDevice: Example['given'] = async (app, { id, api }) => {
  const account = await accountOf(app, id)
  await app.db.tx((t) => openSession(t, app.ctx(), account, 'password'))
  const { items } = await api('GET /api/auth/sessions')
  return { ID: items.find((device) => !device.current)?.id ?? '' }
}

export const authExamples: ExamplesOf<'auth'> = {
  'POST /api/auth/miniprogram-login': {
    as: 'guest',
    given: async (app) => ({ CODE: app.sandbox.sandbox.wechat.issueCode({}).code }),
    body: { code: '$CODE' },
  },
  'POST /api/auth/login': {
    as: 'guest',
    given: async (app) => {
      const { username, password } = await app.aStaff('employee')
      return { USERNAME: username, PASSWORD: password }
    },
    body: { username: '$USERNAME', password: '$PASSWORD' },
  },
  'POST /api/auth/sms-code': { as: 'guest', given: async () => ({ PHONE: aPhone() }), body: { phone: '$PHONE' } },
  'POST /api/auth/sms-login': {
    as: 'guest',
    given: async (app) => {
      const phone = aPhone()
      return { PHONE: phone, CODE: await codeFor(app, phone) }
    },
    body: { phone: '$PHONE', code: '$CODE' },
  },
  'POST /api/auth/refresh': {
    as: 'guest',
    given: async (app) => ({ REFRESH_TOKEN: (await app.aPerson()).refreshToken }),
    body: { refresh_token: '$REFRESH_TOKEN' },
  },
  'POST /api/auth/logout': { as: 'person' },
  'POST /api/auth/switch-role': { as: 'employee', body: { role: 'personal' } },
  'GET /api/auth/me': { as: 'person' },
  'PATCH /api/auth/me': { as: 'person', body: { name: '林晓' } },
  'POST /api/auth/phone': {
    as: 'person',
    given: async (app) => {
      const phone = aPhone()
      return { PHONE: phone, CODE: await codeFor(app, phone) }
    },
    body: { phone: '$PHONE', code: '$CODE' },
  },
  'POST /api/auth/phone/wechat': {
    as: 'person',
    given: async (app) => ({ PHONE_CODE: app.sandbox.sandbox.wechat.issuePhoneCode(aPhone()).code }),
    body: { phoneCode: '$PHONE_CODE' },
  },
  'POST /api/auth/password': {
    as: 'employee',
    given: async () => ({ PASSWORD }),
    body: { password: '$PASSWORD', newPassword: 'another-long-one-8' },
  },
  'GET /api/auth/sessions': { as: 'person' },
  'GET /api/auth/failed-logins': { as: 'admin' },
  'DELETE /api/auth/sessions/{id}': { as: 'person', given: anotherDevice, params: { id: '$ID' }, rows: 'own' },
  'POST /api/auth/sessions/end-others': { as: 'person' },
  'POST /api/user/update-profile': { as: 'person', body: { userInfo: { nickName: '林晓', avatarUrl: '' } } },
}
