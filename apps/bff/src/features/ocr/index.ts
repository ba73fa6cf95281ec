export { ocrHandlers } from './ocr.routes.ts'
