export { readCards } from './public-workers.service.ts'
