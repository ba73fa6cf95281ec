import { z } from 'zod'
import { define } from '../core/define.ts'
import { Id, written } from '../core/fields.ts'
import { MESSAGE_REASONS, MESSAGE_STATES, PUSH_MODES } from './wechat.enums.ts'
import { TEST_MESSAGE_MAX } from './wechat.rules.ts'

const Moment = z.string().describe('ISO 8601')
const PUSHED = { because: 'an event is handled once, by its sender, time and ids, however often it is pushed' }

const Binding = z.object({
  offered: z.boolean().describe('whether this installation has a service account'),
  name: z.string().describe('the name of the service account'),
  notices: z.boolean().describe('whether notifications go out by it, and not test messages alone'),
  boundAt: Moment.nullable().describe('null where the account is not bound'),
})

const SentMessage = z.object({
  at: Moment,
  state: z.enum(MESSAGE_STATES),
  reason: z.enum(MESSAGE_REASONS).nullable().describe('why it did not arrive'),
})

const PushState = z.object({
  mode: z.enum(PUSH_MODES),
  previousKey: z.boolean().describe('whether the key before the last change is still accepted'),
  lastAt: Moment.nullable().describe('when the last push came'),
})

const BoundPerson = z.object({
  userId: Id,
  name: z.string(),
  staff: z.boolean(),
  boundAt: Moment,
  last: SentMessage.nullable().describe('the last message to this person: a notice or a test'),
})

export const wechatRoutes = define({
  bindCode: {
    method: 'get',
    path: '/api/wechat/bind-qrcode/{userId}',
    summary: 'A code that binds an account to the service account once it is scanned: one’s own, for an admin anyone’s',
    allow: 'session',
    limit: 'bindCode',
    params: z.object({ userId: Id }),
    reply: z.object({
      qrCodeUrl: z.string().describe('the picture of the code'),
      sceneStr: z.string(),
      expireTime: z.number().int().describe('seconds for which the code can be scanned'),
      expiresAt: Moment,
    }),
    errors: ['NOT_FOUND', 'SERVICE_ACCOUNT_MISSING', 'WECHAT_BUSY', 'WECHAT_UNAVAILABLE'],
  },
  binding: {
    method: 'get',
    path: '/api/wechat/binding',
    summary: 'Whether the caller’s account is bound to the service account',
    allow: 'session',
    reply: Binding,
  },
  unbind: {
    method: 'delete',
    path: '/api/wechat/binding',
    summary: 'Ends the binding of the caller’s account; the service account sends it nothing more',
    allow: 'session',
    idempotent: { because: 'an account that is not bound stays so' },
    reply: Binding,
  },
  verifyEvent: {
    method: 'get',
    path: '/api/wechat/event',
    summary: 'WeChat verifies the address to which the service account pushes; the answer is echostr as it came',
    allow: 'public',
    raw: true,
    reply: z.null(),
  },
  event: {
    method: 'post',
    path: '/api/wechat/event',
    summary: 'Pushes of the service account, signed and encrypted as its documentation says',
    allow: 'public',
    raw: true,
    idempotent: PUSHED,
    reply: z.null(),
  },
  verifyMiniProgramEvent: {
    method: 'get',
    path: '/api/wechat/mini-program-event',
    summary: 'WeChat verifies the address to which the mini program pushes; the answer is echostr as it came',
    allow: 'public',
    raw: true,
    reply: z.null(),
  },
  miniProgramEvent: {
    method: 'post',
    path: '/api/wechat/mini-program-event',
    summary: 'Pushes of the mini program: verdicts about pictures, subscribe messages, virtual payment; XML or JSON',
    allow: 'public',
    raw: true,
    idempotent: PUSHED,
    reply: z.null(),
  },
  testMessage: {
    method: 'post',
    path: '/api/wechat/test-message',
    summary: 'Sends a message through the service account to oneself, or with the permission to anyone who is bound',
    allow: 'session',
    limit: 'testMessage',
    idempotent: { because: 'WeChat sends the same text to the same person once within a minute' },
    body: z.object({ userId: Id, message: written(TEST_MESSAGE_MAX).min(1) }),
    reply: z.object({ state: z.enum(MESSAGE_STATES) }),
    errors: ['NOT_FOUND', 'SERVICE_ACCOUNT_MISSING', 'NOT_BOUND', 'MESSAGE_REFUSED', 'WECHAT_BUSY'],
  },
  state: {
    method: 'get',
    path: '/api/wechat/state',
    summary: 'How the service account is set up, and who is bound to it',
    allow: 'service-account:manage',
    reply: z.object({
      serviceAccount: z
        .object({ name: z.string(), appId: z.string(), testTemplate: z.boolean(), push: PushState.nullable() })
        .nullable(),
      miniProgram: z.object({ push: PushState.nullable() }),
      total: z.number().int().describe('how many are bound'),
      people: z.array(BoundPerson).describe('those who bound last'),
    }),
  },
})
