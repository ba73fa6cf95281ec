import type { ErrorSpec } from '../errors.ts'

export const contentErrors = {} as const satisfies Record<string, ErrorSpec>
