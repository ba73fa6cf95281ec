import type { ErrorSpec } from '../core/error-spec.ts'

export const wechatErrors = {
  SERVICE_ACCOUNT_MISSING: { status: 409, message: '我们还没有接通服务号，现在绑定不了，也发不了消息。' },
  NOT_BOUND: { status: 409, message: '这个人还没有绑定服务号，发不到微信上。' },
  MESSAGE_REFUSED: { status: 409, message: '微信没有收下这条消息，请看看服务号的设置。' },
} as const satisfies Record<string, ErrorSpec>
