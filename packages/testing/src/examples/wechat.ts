import type { TestApp } from '../harness.ts'
import { bindTo } from '../service-account.ts'
import type { Caller, ExamplesOf } from './example.ts'

const VENDOR = 'WeChat signs and encrypts what it sends here.'
const own = async (app: TestApp, { id }: Caller) => ({ ID: id })

export const wechatExamples: ExamplesOf<'wechat'> = {
  'GET /api/wechat/bind-qrcode/{userId}': { as: 'employee', given: own, params: { userId: '$ID' }, rows: 'own' },
  'GET /api/wechat/binding': { as: 'employee' },
  'DELETE /api/wechat/binding': { as: 'employee' },
  'GET /api/wechat/event': { as: 'guest', notByHand: VENDOR },
  'POST /api/wechat/event': { as: 'guest', notByHand: VENDOR },
  'GET /api/wechat/mini-program-event': { as: 'guest', notByHand: VENDOR },
  'POST /api/wechat/mini-program-event': { as: 'guest', notByHand: VENDOR },
  'POST /api/wechat/test-message': {
    as: 'employee',
    given: async (app, caller) => {
      await bindTo(app, caller)
      return own(app, caller)
    },
    body: { userId: '$ID', message: '这是一条测试消息' },
  },
  'GET /api/wechat/state': { as: 'manager' },
}
