import type { ErrorSpec } from '../errors.ts'

export const interviewErrors = {} as const satisfies Record<string, ErrorSpec>
