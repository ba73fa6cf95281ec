export { requireVisible as requireCustomer } from './customers.guard.ts'
export { placedCustomers } from './signing.service.ts'
export { dayOf as customersOfDay } from './customers.service.ts'
export { customerGroups } from './today.service.ts'
