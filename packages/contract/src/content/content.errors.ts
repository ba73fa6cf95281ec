import type { ErrorSpec } from '../core/error-spec.ts'

export const contentErrors = {} as const satisfies Record<string, ErrorSpec>
