import { define } from '../core.ts'

export const customerRoutes = define({})
