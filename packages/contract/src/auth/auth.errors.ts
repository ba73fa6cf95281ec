import type { ErrorSpec } from '../core/error-spec.ts'
import { LOGIN_LOCK_MINUTES, SMS_CODE_TRIES } from './auth.rules.ts'

export const authErrors = {
  LOGIN_FAILED: { status: 401, message: '用户名或密码错误' },
  LOGIN_LOCKED: { status: 429, message: `试错的次数太多了，请${LOGIN_LOCK_MINUTES}分钟后再登录。`, retryable: true },
  WECHAT_CODE_INVALID: { status: 400, message: '微信登录码无效或已过期，请重新登录。' },
  WECHAT_CODE_USED: { status: 400, message: '微信登录码已经用过了，请重新登录。' },
  WECHAT_BLOCKED: { status: 403, message: '微信限制了这个账号登录，请用短信登录。' },
  WECHAT_UNAVAILABLE: { status: 503, message: '微信那边现在用不了，我们已经在处理，不用反复试。急用请给门店打电话。' },
  WECHAT_BUSY: { status: 503, message: '微信那边暂时没有回应，请稍后再试。', retryable: true },
  PHONE_CODE_INVALID: { status: 400, message: '微信的手机号授权已过期或用过了，请再点一次授权。' },
  PHONE_NOT_SUPPORTED: { status: 400, message: '目前只支持中国大陆的手机号，请换一个号。' },
  PHONE_TAKEN: {
    status: 409,
    message: '这个手机号已绑在另一个账号上。请退出后用它的短信验证码登录那个账号，或换一个号。',
  },
  PHONE_PROOF_REQUIRED: { status: 403, message: '要先验证这个手机号，请用短信验证码登录。' },
  SMS_TOO_FREQUENT: { status: 429, message: '验证码发得太勤了，请稍等再试。', retryable: true },
  SMS_SEND_FAILED: { status: 503, message: '短信没有发出去，请稍后再试。', retryable: true },
  SMS_SEND_UNSURE: {
    status: 503,
    message: '短信不一定发出去了。收到了就直接填验证码，没收到请稍后再试。',
    retryable: true,
  },
  SMS_UNAVAILABLE: { status: 503, message: '短信现在发不了，我们已经在处理。请用微信登录，或给门店打电话。' },
  SMS_NUMBER_REFUSED: { status: 400, message: '这个号码收不了我们的短信，请换一个号，或给门店打电话。' },
  SMS_CODE_INVALID: { status: 400, message: `验证码不对，请照短信再填一次。错了${SMS_CODE_TRIES}次，就要重新发一条。` },
  SMS_CODE_EXPIRED: { status: 400, message: '验证码已经过期，请再发一条。' },
  SMS_CODE_USED_UP: { status: 400, message: '这条验证码用过了，或者错了太多次，请再发一条。' },
  REFRESH_INVALID: { status: 401, message: '登录已过期，请重新登录。' },
  ROLE_CHANGED: { status: 401, message: '您的身份刚被调整，请重新登录。' },
  PASSWORD_REUSED: { status: 400, message: '新密码要和现在的密码不一样。' },
  REVEAL_TOO_FAST: {
    status: 429,
    message: '看号码太多太快了，先歇一会儿。经理会看到这条提醒。',
    retryable: true,
  },
  PASSWORD_WRONG: { status: 400, message: '现在的密码不对，请再输一次。' },
  TEXT_REFUSED: { status: 422, message: '有几句话不合适公开，请换个说法。' },
  ROLE_NOT_HELD: { status: 403, message: '这个账号没有这个身份。' },
} as const satisfies Record<string, ErrorSpec>
