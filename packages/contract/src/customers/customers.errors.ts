import type { ErrorSpec } from '../errors.ts'

export const customerErrors = {} as const satisfies Record<string, ErrorSpec>
