export { append, expire, forget, type NewEvent, supersede } from './events.repo.ts'
export { makeEventHandlers } from '../features/events/events.routes.ts'
export type { Reveal, TopicGuard, TopicGuards } from './topics.ts'
export { WakeUps } from '../runtime/notifier.ts'
