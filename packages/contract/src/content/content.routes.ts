import { define } from '../core.ts'

export const contentRoutes = define({})
