import type { ErrorSpec } from '../errors.ts'

export const cvErrors = {} as const satisfies Record<string, ErrorSpec>
