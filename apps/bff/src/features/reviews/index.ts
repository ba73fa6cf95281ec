export { reviewsWaiting } from './reviews.service.ts'
