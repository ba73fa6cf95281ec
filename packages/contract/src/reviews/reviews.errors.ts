import type { ErrorSpec } from '../core/error-spec.ts'

export const reviewErrors = {
  REVIEW_DECIDED: { status: 409, message: '这一条刚才已经有人看过了。' },
} as const satisfies Record<string, ErrorSpec>
