import { define } from '../core.ts'

export const cvRoutes = define({})
