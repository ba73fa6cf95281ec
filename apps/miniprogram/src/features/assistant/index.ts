export { useOverview } from './api'
export { handOver } from './handoff'
