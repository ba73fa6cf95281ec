export { watchOrders } from './order-watch.ts'
export { orderHandlers } from './orders.routes.ts'
