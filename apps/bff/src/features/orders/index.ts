export { orderWatch } from './order-watch.job.ts'
export { insertOrder } from './orders.repo.ts'
export { orderHandlers } from './orders.routes.ts'
export { settlePayment } from './apply-payment.service.ts'
