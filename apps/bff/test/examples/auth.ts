import { aPhone, type TestApp } from '../harness.ts'
import type { ExamplesOf } from './example.ts'

async function codeFor(app: TestApp, phone: string) {
  await app.as()('POST /api/auth/sms-code', { body: { phone } })
  return app.sandbox.sandbox.sms.outbox(phone)[0]?.code ?? ''
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
  'POST /api/user/update-profile': { as: 'person', body: { userInfo: { nickName: '林晓', avatarUrl: '' } } },
}
