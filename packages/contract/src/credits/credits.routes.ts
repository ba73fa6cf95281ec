import { define } from '../core.ts'

export const creditRoutes = define({})
