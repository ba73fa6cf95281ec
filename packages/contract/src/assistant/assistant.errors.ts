import type { ErrorSpec } from '../errors.ts'

export const assistantErrors = {} as const satisfies Record<string, ErrorSpec>
