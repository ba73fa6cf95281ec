import type { ErrorSpec } from '../errors.ts'

export const orderErrors = {} as const satisfies Record<string, ErrorSpec>
