export { customerHandlers } from './customers.routes.ts'
export {
  addFollowUp,
  create as createCustomer,
  dayOf as customersOfDay,
  requireVisible as requireCustomer,
} from './customers.service.ts'
