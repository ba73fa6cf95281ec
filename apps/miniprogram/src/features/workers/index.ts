export { WorkersBeside } from './list/beside'
