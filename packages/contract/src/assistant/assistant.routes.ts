import { define } from '../core.ts'

export const assistantRoutes = define({})
