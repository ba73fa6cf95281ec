import { z } from 'zod'
import { define } from '../core/define.ts'
import { called, IdParams, Phone, written } from '../core/fields.ts'
import { ROLES } from '../core/policy.ts'
import { DEVICE_KINDS } from './auth.enums.ts'
import { passwordProblem } from './password.rules.ts'

const Account = z.object({
  id: z.string(),
  username: z.string().nullable(),
  name: z.string(),
  phone: z.string().nullable().describe('masked, as 138****5678'),
  email: z.string().nullable(),
  avatar: z.string(),
  role: z.enum(ROLES).describe('the active role of this session'),
  roleLabel: z.string(),
  roles: z.array(z.enum(ROLES)),
  department: z.string().nullable(),
  permissions: z.array(z.string()),
  hasPassword: z.boolean(),
  passwordTemporary: z.boolean().describe('another person set the password; its owner should choose a new one'),
  createdAt: z.iso.datetime(),
})

const Session = z.object({
  access_token: z.string(),
  token: z.string().describe('the same as access_token, for older clients'),
  refresh_token: z.string().describe('good for one use'),
  expiresIn: z.number().int().describe('seconds until access_token expires'),
  user: Account,
})

/** A device on which the account is logged in, named as its owner would name it. */
const Device = z.object({
  id: z.string(),
  kind: z.enum(DEVICE_KINDS),
  name: z.string().describe('from the headers of the device: iPhone，微信小程序'),
  address: z.string().nullable().describe('network address with its last half hidden'),
  createdAt: z.iso.datetime().describe('when it logged in'),
  seenAt: z.iso.datetime().describe('last use, to a few minutes'),
  current: z.boolean().describe('the calling device'),
})

/** A newly chosen password. */
export const NewPassword = z
  .string()
  .max(200)
  .superRefine((text, ctx) => {
    const problem = passwordProblem(text)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })

const SmsProof = z.object({ phone: Phone, code: z.string().regex(/^\d{6}$/, '验证码是6位数字。') })
const PhoneCode = z.string().min(1).max(512).describe("WeChat's code of the getPhoneNumber button")

const Login = z.object({
  username: written(64).min(1),
  password: z.string().min(1).max(200),
})

export const authRoutes = define({
  miniprogramLogin: {
    method: 'post',
    path: '/api/auth/miniprogram-login',
    limit: 'login',
    summary: 'Logs in by WeChat code; an unknown WeChat account becomes a new personal account',
    allow: 'public',
    idempotent: { because: 'the code is good for one use, so a repeat is refused' },
    body: z.object({
      code: z.string().min(1).max(512),
      phone: Phone.optional().describe('honoured only if this WeChat account is already bound to it'),
      phoneCode: PhoneCode.optional(),
    }),
    reply: Session.extend({ openid: z.string() }),
    errors: [
      'WECHAT_CODE_INVALID',
      'WECHAT_CODE_USED',
      'WECHAT_BLOCKED',
      'WECHAT_BUSY',
      'WECHAT_UNAVAILABLE',
      'PHONE_CODE_INVALID',
      'PHONE_NOT_SUPPORTED',
      'PHONE_TAKEN',
      'PHONE_PROOF_REQUIRED',
      'ACCOUNT_SUSPENDED',
    ],
  },
  login: {
    method: 'post',
    path: '/api/auth/login',
    limit: 'login',
    summary: 'Logs staff in by user name and password',
    allow: 'public',
    idempotent: { because: 'each login is a session of its own; an unused one expires' },
    body: Login,
    reply: Session,
    errors: ['LOGIN_FAILED', 'LOGIN_LOCKED', 'ACCOUNT_SUSPENDED'],
  },
  smsCode: {
    method: 'post',
    path: '/api/auth/sms-code',
    limit: ['smsCodeDevice', 'smsCode', 'smsCodeHour'],
    summary: 'Sends a login code by SMS',
    allow: 'public',
    idempotent: { because: 'one code a minute for a number; a repeat within it is refused' },
    body: z.object({ phone: Phone }),
    reply: z.object({
      expiresIn: z.number().int().describe('seconds the code is good for'),
      resendIn: z.number().int().describe('seconds until the next code may be asked for'),
    }),
    errors: ['SMS_TOO_FREQUENT', 'SMS_SEND_FAILED', 'SMS_SEND_UNSURE', 'SMS_UNAVAILABLE', 'SMS_NUMBER_REFUSED'],
  },
  smsLogin: {
    method: 'post',
    path: '/api/auth/sms-login',
    limit: 'login',
    summary: 'Logs in by SMS code; an unknown number becomes a new personal account',
    allow: 'public',
    idempotent: { because: 'the code is good for one use, so a repeat is refused' },
    body: SmsProof,
    reply: Session,
    errors: ['SMS_CODE_INVALID', 'SMS_CODE_EXPIRED', 'SMS_CODE_USED_UP', 'ACCOUNT_SUSPENDED'],
  },
  refresh: {
    method: 'post',
    path: '/api/auth/refresh',
    summary: 'Exchanges a refresh token, or a still valid bearer token, for a new session token',
    allow: 'public',
    idempotent: { because: 'within half a minute the same token gets the same answer; later it ends the session' },
    body: z.object({ refresh_token: z.string().max(200).optional() }),
    reply: Session,
    errors: ['REFRESH_INVALID', 'ACCOUNT_SUSPENDED'],
  },
  logout: {
    method: 'post',
    path: '/api/auth/logout',
    beforePasswordChange: true,
    summary: 'Ends this session; its tokens stop working at once',
    allow: 'session',
    idempotent: { because: 'an ended session stays ended' },
    reply: z.object({}),
  },
  switchRole: {
    method: 'post',
    path: '/api/auth/switch-role',
    summary: 'Takes on another role of the account; the session is re-issued',
    allow: 'session',
    idempotent: { because: 'the session that called has ended, so a repeat is refused' },
    body: z.object({ role: z.enum(ROLES) }),
    reply: Session,
    errors: ['ROLE_NOT_HELD'],
  },
  me: {
    method: 'get',
    path: '/api/auth/me',
    beforePasswordChange: true,
    summary: 'The account behind the session',
    allow: 'session',
    reply: Account,
  },
  updateMe: {
    method: 'patch',
    path: '/api/auth/me',
    limit: 'profile',
    summary: 'Changes name or picture of the own account',
    allow: 'session',
    idempotent: { because: 'the same values leave the same account' },
    body: z.object({
      name: called('称呼').optional(),
      avatar: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .or(z.literal(''))
        .optional(),
    }),
    reply: Account,
    errors: ['TEXT_REFUSED'],
  },
  updateProfile: {
    method: 'post',
    path: '/api/user/update-profile',
    limit: 'profile',
    summary: 'The old way to set name and picture; the grey default pair of WeChat counts as empty',
    allow: 'session',
    idempotent: { because: 'the same values leave the same account' },
    body: z.object({
      userInfo: z.object({ nickName: z.string().max(64).optional(), avatarUrl: z.string().max(500).optional() }),
    }),
    reply: Account,
    errors: ['TEXT_REFUSED'],
  },
  bindPhone: {
    method: 'post',
    path: '/api/auth/phone',
    limit: 'phoneProof',
    summary: 'Binds a number that an SMS code proves, in place of the former one',
    allow: 'session',
    idempotent: { because: 'the code is good for one use, and binding the same number again changes nothing' },
    body: SmsProof,
    reply: Account,
    errors: ['SMS_CODE_INVALID', 'SMS_CODE_EXPIRED', 'SMS_CODE_USED_UP', 'PHONE_TAKEN'],
  },
  bindWechatPhone: {
    method: 'post',
    path: '/api/auth/phone/wechat',
    limit: 'phoneProof',
    summary: "Binds the number that WeChat's phone button proves, in place of the former one",
    allow: 'session',
    idempotent: { because: 'the code is good for one use, and binding the same number again changes nothing' },
    body: z.object({ phoneCode: PhoneCode }),
    reply: Account,
    errors: ['PHONE_CODE_INVALID', 'PHONE_NOT_SUPPORTED', 'PHONE_TAKEN', 'WECHAT_BUSY', 'WECHAT_UNAVAILABLE'],
  },
  changePassword: {
    method: 'post',
    path: '/api/auth/password',
    beforePasswordChange: true,
    limit: 'password',
    summary: 'Sets another password of the own account; all other devices are logged out',
    allow: 'session',
    idempotent: { because: 'the former password no longer opens it, so a repeat is refused' },
    body: z.object({ password: z.string().min(1).max(200), newPassword: NewPassword }),
    reply: Account,
    errors: ['PASSWORD_WRONG', 'PASSWORD_REUSED'],
  },
  devices: {
    method: 'get',
    path: '/api/auth/sessions',
    summary: 'The devices on which the own account is logged in, the calling one first',
    allow: 'session',
    reply: z.object({ items: z.array(Device) }),
  },
  endDevice: {
    method: 'delete',
    path: '/api/auth/sessions/{id}',
    summary: 'Logs one device of the own account out; its tokens stop working at once',
    allow: 'session',
    idempotent: { because: 'an ended session stays ended' },
    params: IdParams,
    reply: z.object({}),
    errors: ['NOT_FOUND'],
  },
  endOtherDevices: {
    method: 'post',
    path: '/api/auth/sessions/end-others',
    summary: 'Logs out all devices of the own account but the calling one',
    allow: 'session',
    idempotent: { because: 'an ended session stays ended; a repeat finds none to end' },
    reply: z.object({ ended: z.number().int() }),
  },
  failedLogins: {
    method: 'get',
    path: '/api/auth/failed-logins',
    summary: 'The last failed logins: when, from which address, at which account; for admins',
    allow: 'user:edit',
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          at: z.iso.datetime(),
          by: z.enum(['password', 'sms']),
          address: z.string(),
          subject: z.string().describe('the user name or number that was tried, hashed: equal ones belong together'),
          account: z
            .object({ id: z.string(), name: z.string(), username: z.string().nullable() })
            .nullable()
            .describe('null where there is no account of that name or number'),
        }),
      ),
    }),
  },
})
