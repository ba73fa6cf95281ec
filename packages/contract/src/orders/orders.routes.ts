import { define } from '../core.ts'

export const orderRoutes = define({})
