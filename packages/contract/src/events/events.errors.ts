import type { ErrorSpec } from '../errors.ts'

export const eventErrors = {} as const satisfies Record<string, ErrorSpec>
