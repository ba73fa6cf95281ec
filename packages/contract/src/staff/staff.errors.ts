import type { ErrorSpec } from '../errors.ts'

export const staffErrors = {
  DUPLICATE_USERNAME: { status: 409, message: '这个用户名已经有人用了，换一个。' },
} as const satisfies Record<string, ErrorSpec>
