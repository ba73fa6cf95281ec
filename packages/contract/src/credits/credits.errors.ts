import type { ErrorSpec } from '../errors.ts'

export const creditErrors = {} as const satisfies Record<string, ErrorSpec>
