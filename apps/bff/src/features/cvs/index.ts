export { cvHandlers } from './cvs.routes.ts'
