import type { ErrorSpec } from '../core/error-spec.ts'

export const opsErrors = {
  NOT_READY: { status: 503, message: '服务正在启动或停止，请稍后再试。', retryable: true },
} as const satisfies Record<string, ErrorSpec>
