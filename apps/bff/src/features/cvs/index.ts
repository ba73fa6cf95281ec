export { cvHandlers } from './cvs.routes.ts'
export { create as createCv } from './cvs.service.ts'
