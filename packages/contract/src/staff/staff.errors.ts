import type { ErrorSpec } from '../errors.ts'

export const staffErrors = {
  DUPLICATE_USERNAME: { status: 409, message: '这个用户名已经有人用了，换一个。' },
  DUPLICATE_ACCOUNT_PHONE: { status: 409, message: '这个手机号已经绑定了别的账号。' },
} as const satisfies Record<string, ErrorSpec>
