export { moderateFields, persistUnjudged, type Moderate, moderationQueue } from './moderation.service.ts'
