import type { ErrorSpec } from '../core/error-spec.ts'

export const eventErrors = {} as const satisfies Record<string, ErrorSpec>
