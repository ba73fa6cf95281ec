import type { ErrorSpec } from '../errors.ts'

export const resumeErrors = {
  DUPLICATE_PHONE: { status: 409, message: '这个手机号已经登记过。' },
  DUPLICATE_ID_NUMBER: { status: 409, message: '该身份证号已注册' },
  ALREADY_REGISTERED: { status: 409, message: '您已经登记过了，可以直接查看自己的简历。' },
  TAKE_OVER_NAME: {
    status: 409,
    message: '名字和我们档案里的不一样，不能接着用。请核对名字，或打电话给我们，当面改好。',
  },
  VERSION_CONFLICT: { status: 409, message: '这份简历刚被别人改过，请对照最新内容再保存。' },
} as const satisfies Record<string, ErrorSpec>
