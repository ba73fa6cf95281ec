export {
  countForReview,
  decideText,
  listForReview,
  moderateFields,
  persistUnjudged,
  type Moderate,
  moderationQueue,
} from './moderation.service.ts'
