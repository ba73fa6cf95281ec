import type { ErrorSpec } from '../core/error-spec.ts'

export const creditErrors = {} as const satisfies Record<string, ErrorSpec>
