export { dayOf as customersOfDay, requireVisible as requireCustomer } from './customers.service.ts'
