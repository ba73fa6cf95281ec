export { orderWatch } from './order-watch.ts'
export { insertOrder } from './orders.repo.ts'
export { orderHandlers } from './orders.routes.ts'
export { settlePayment } from './settle-payment.ts'
