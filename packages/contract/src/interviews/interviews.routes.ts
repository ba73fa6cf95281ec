import { define } from '../core.ts'

export const interviewRoutes = define({})
