export { useOverview } from './api'
export { handOver, isHandedOver, takeOver } from './handoff'
