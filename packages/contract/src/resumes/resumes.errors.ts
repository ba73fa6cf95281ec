import type { ErrorSpec } from '../core/error-spec.ts'

export const resumeErrors = {
  DUPLICATE_PHONE: { status: 409, message: '这个手机号已经登记过。' },
  DUPLICATE_ID_NUMBER: { status: 409, message: '该身份证号已注册' },
  ALREADY_REGISTERED: { status: 409, message: '您已经登记过了，可以直接查看自己的简历。' },
  NUMBER_FREED: {
    status: 409,
    message: '别人登记时填了您的号码，现在号码还给您了。请再提交一次您的登记。',
    retryable: true,
  },
  CLAIM_NAME_MISMATCH: {
    status: 409,
    message: '名字和我们档案里的不一样，不能接着用。请核对名字，或打电话给我们，当面改好。',
  },
  CARD_READING_OVER: { status: 409, message: '这次读出来的已经过期，请再拍一次身份证。' },
  CARD_OF_ANOTHER: {
    status: 409,
    message: '这张身份证上的姓名和号码，和您简历上的都不一样。请拍您本人的身份证，或打电话给我们。',
  },
  CARD_FIELD_FIXED: { status: 403, message: '这一项我们已经核对过，要改请打电话给我们。' },
  RESUME_REVIEWED: { status: 403, message: '经纪人已经看过这份资料，要改请打电话给我们。' },
  VERSION_CONFLICT: { status: 409, message: '这份简历刚被别人改过，请对照最新内容再保存。' },
} as const satisfies Record<string, ErrorSpec>
