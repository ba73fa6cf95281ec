export { staffHandlers } from './staff.routes.ts'
export { create as createStaff } from './staff.service.ts'
