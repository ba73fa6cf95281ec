export { append, expire, forget, type NewEvent, supersede } from './events.repo.ts'
export { makeEventHandlers } from './events.routes.ts'
export type { Reveal, TopicGuard, TopicGuards } from './topics.ts'
export { WakeUps } from './wake-ups.ts'
