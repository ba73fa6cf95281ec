export { openReading } from './card-proof.service.ts'
