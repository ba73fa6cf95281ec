export { openReading } from './card-proof.service.ts'
export { ocrHandlers } from './ocr.routes.ts'
