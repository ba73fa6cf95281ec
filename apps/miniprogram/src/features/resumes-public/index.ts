export { FirstWorkers } from './first-workers'
