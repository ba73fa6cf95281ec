export { openReading } from './card-proof.ts'
export { ocrHandlers } from './ocr.routes.ts'
