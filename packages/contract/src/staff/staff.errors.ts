import type { ErrorSpec } from '../core/error-spec.ts'

export const staffErrors = {
  DUPLICATE_USERNAME: { status: 409, message: '这个用户名已经有人用了，换一个。' },
  ACCOUNT_CHANGED: { status: 409, message: '这个账号刚被别人改过，请对照最新内容再改。' },
  LAST_ADMIN: { status: 409, message: '这是最后一位在用的系统管理员，先让别人也当管理员再改。' },
  HANDOVER_RUNNING: { status: 409, message: '这位同事的交接还在办，等它办完。' },
  OWN_ACCOUNT: { status: 409, message: '自己的角色和状态要由另一位管理员来改，密码在“改密码”里改。' },
} as const satisfies Record<string, ErrorSpec>
