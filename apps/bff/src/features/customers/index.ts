export { customerHandlers } from './customers.routes.ts'
export { addFollowUp, create as createCustomer, dayOf as customersOfDay } from './customers.service.ts'
