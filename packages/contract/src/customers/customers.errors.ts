import type { ErrorSpec } from '../core/error-spec.ts'

export const customerErrors = {
  MISSING_CONTACT: { status: 400, message: '手机号和微信号至少要填一个。' },
  DUPLICATE_WECHAT: { status: 409, message: '这个微信号已经有客户了。' },
  CUSTOMER_CONFLICT: { status: 409, message: '这位客户刚被别人改过，请对照最新内容再保存。' },
  ASSIGNEE_UNAVAILABLE: { status: 409, message: '这位同事现在不能接客户，请换一位。' },
} as const satisfies Record<string, ErrorSpec>
