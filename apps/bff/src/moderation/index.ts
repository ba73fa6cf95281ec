export {
  countForReview,
  decideText,
  forgetTexts,
  listForReview,
  moderateFields,
  persistUnjudged,
  type Moderate,
  moderationQueue,
  unjudgedTexts,
} from './moderation.service.ts'
